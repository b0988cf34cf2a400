package io.sightline.ingest.spool;

import java.util.List;

/**
 * Facts that were appended together and are published together.
 *
 * @param next position of the entry after this one
 */
public record Entry(long next, List<Fact> facts) {}
