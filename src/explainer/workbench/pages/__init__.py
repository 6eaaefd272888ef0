"""Pages about rules, written from the rule files: one module a kind of page or part of one."""
