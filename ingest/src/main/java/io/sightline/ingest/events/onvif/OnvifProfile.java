package io.sightline.ingest.events.onvif;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A stream that a camera offers.
 *
 * @param name for people
 * @param encoding as the camera names it: H264, H265, JPEG
 * @param width pixels; 0 unknown
 * @param fps most pictures a second; 0 unknown
 * @param address without user and password; empty: it does not tell
 */
public record OnvifProfile(
    String token, String name, String encoding, int width, int height, int fps, String address) {
  /** Smaller pictures show too little of a person. */
  private static final int LEAST_WIDTH = 480;

  long pixels() {
    return (long) width * height;
  }

  /**
   * The one to be looked at beside the largest: the smallest that still shows enough, or the
   * largest of the smaller ones.
   */
  static Optional<OnvifProfile> smaller(List<OnvifProfile> all) {
    Comparator<OnvifProfile> bySize = Comparator.comparingLong(OnvifProfile::pixels);
    long most = all.stream().mapToLong(OnvifProfile::pixels).max().orElse(0);
    List<OnvifProfile> less =
        all.stream().filter(p -> p.pixels() > 0 && p.pixels() < most).toList();
    Optional<OnvifProfile> enough = less.stream().filter(p -> p.width() >= LEAST_WIDTH).min(bySize);
    return enough.or(() -> less.stream().max(bySize));
  }
}
