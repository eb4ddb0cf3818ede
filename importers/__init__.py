"""From a publisher's file to rows of the warehouse: recognised by content, checked, traced."""
