package io.sightline.e2e.architecture.planted.schemas;

/** Stands for the real one, which only Topics may construct. */
public record Topic(String name) {}
