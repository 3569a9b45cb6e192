"""Records: what comes out. Their shape, their schema, how they are assembled and validated."""
