-- grain: one row per declared break of a series: a pattern of measures and the first period of the new series.
-- Early years: new profile in 2021/22. Key stage 4: grades given by teachers in 2019/20 and 2020/21, by examination again from 2021/22,
-- at the standard of 2019 again from 2022/23; the first GCSEs graded 9 to 1 were English and maths of 2016/17. Key stage 2: new tests in
-- 2015/16, writing assessed anew in 2017/18, no tests in 2019/20 and 2020/21; nor in phonics and at key stage 1.
insert into main.series_break
values
('(?i)gld_|elg|eyfsp|comm_lang_lit', '202122', 'new early years foundation stage profile'),
('(?i)att8|l2basics|ebacc|attainment8|engmath|attain8', '201617', 'first GCSEs graded 9 to 1'),
('(?i)att8|l2basics|ebacc|attainment8|engmath', '201920', 'grades given by teachers'),
('(?i)att8|l2basics|ebacc|attainment8|engmath', '202021', 'grades given by teachers'),
('(?i)att8|l2basics|ebacc|attainment8|engmath', '202122', 'examinations again'),
('(?i)att8|l2basics|ebacc|attainment8|engmath', '202223', 'the standard of 2019 again'),
('(?i)(met|reached)_(expected|higher)_standard|rwm|writta', '201516', 'new tests and a new standard'),
('(?i)(met|reached)_(expected|higher)_standard|rwm|writta', '201718', 'writing assessed anew'),
('(?i)(met|reached)_(expected|higher)_standard|rwm|writta', '202122', 'first tests after two years without'),
('(?i)ks1p?_|ks1[rmw]_|phonic|ks2[rmwg]', '202122', 'first tests after two years without')
