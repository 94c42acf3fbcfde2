"""``clientsheet docs …``: one job a file. A number is taken by a row in the workbook; what was begun is brought to its
end by whichever run comes next."""
