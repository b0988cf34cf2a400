package io.sightline.ingest.clip;

import io.sightline.ingest.media.ClipWriter;

/**
 * A committed media object.
 *
 * @param key in the clip store
 * @param sha256 of the object, lower-case hex
 * @param written what it holds; times are on the source's axis
 */
public record StoredClip(String key, long bytes, String sha256, ClipWriter.Written written) {}
