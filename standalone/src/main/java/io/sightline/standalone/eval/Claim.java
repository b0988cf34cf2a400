package io.sightline.standalone.eval;

/** An object that a model says is in a picture. */
record Claim(long picture, String label, double score, PictureBox box) {}
