"""Full validation of SSDA903 returns by Data to Insight's package, in a process and an environment of its own (docs/decisions/0029).

What goes to that process goes through its standard input; what comes back are counts by rule, never anything of a cell.
"""
