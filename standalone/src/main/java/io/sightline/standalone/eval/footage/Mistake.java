package io.sightline.standalone.eval.footage;

import java.nio.file.Path;
import java.util.List;

/**
 * A picture of something that went wrong.
 *
 * @param picture may be absent
 * @param truth where it really was
 * @param tracks what was followed in that frame
 */
public record Mistake(String caption, Path picture, List<Place> truth, List<Place> tracks) {}
