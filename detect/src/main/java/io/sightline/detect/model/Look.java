package io.sightline.detect.model;

import java.util.List;

/**
 * A picture to look at.
 *
 * @param jpeg its bytes
 * @param regions where it differs from the scene, fractions of the picture; a detector may look
 *     there alone. Empty: anywhere
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Look(byte[] jpeg, List<Rect> regions) {}
