package io.sightline.ingest.sound;

/**
 * How loud a window is.
 *
 * @param atMicros capture time of its first sample
 * @param overDb decibels over the floor
 */
record Loudness(long atMicros, double overDb) {}
