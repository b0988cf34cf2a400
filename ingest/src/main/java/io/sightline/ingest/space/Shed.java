package io.sightline.ingest.space;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands back: crops below four times the configured space, frames below three times,
 * recordings below twice, clips below once. Each comes back a quarter above, so that it does not
 * come and go with every piece.
 */
record Shed(List<Media> media) {
  static final Shed NOTHING = new Shed(List.of());

  Shed {
    media = List.copyOf(media);
  }

  /**
   * @param freeBytes -1 unknown: nothing has to stand back
   */
  Shed at(long freeBytes, long minFreeBytes) {
    List<Media> shed = new ArrayList<>();
    for (Media each : Media.values()) {
      long floor = each.floor(minFreeBytes) + (media.contains(each) ? minFreeBytes / 4 : 0);
      if (freeBytes >= 0 && freeBytes < floor) {
        shed.add(each);
      }
    }
    return shed.equals(media) ? this : new Shed(shed);
  }

  List<String> labels() {
    return media.stream().map(Media::label).toList();
  }
}
