package io.sightline.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
  @Test
  void anyHistory_isFoundAsAMapWouldFindIt() {
    KeyIndex index = new KeyIndex();
    Map<String, Long> map = new HashMap<>();
    Random random = new Random(5);
    for (int i = 0; i < 200_000; i++) {
      String id = "front-c" + random.nextInt(30_000);
      if (random.nextInt(4) == 0) {
        index.destroy(id);
        map.remove(id);
      } else {
        long place = KeyIndex.place(random.nextInt(48), random.nextInt(15), i);
        index.put(id, place);
        map.put(id, place);
      }
    }
    for (int i = 0; i < 30_001; i++) {
      Long place = map.get("front-c" + i);
      long found = index.find("front-c" + i);
      if (place == null) {
        assertThat(found).isNegative();
      } else {
        assertThat(found).isEqualTo(place);
      }
    }
    assertThat(index.size()).isEqualTo(map.size());
    for (int master = 0; master < 15; master++) {
      int each = master;
      assertThat(index.size(master))
          .isEqualTo(map.values().stream().filter(p -> KeyIndex.master(p) == each).count());
    }
  }

  @Test
  void place_keepsItsParts() {
    long place = KeyIndex.place(2047, 15, (1L << 48) - 1);
    assertThat(place).isPositive();
    assertThat(KeyIndex.partition(place)).isEqualTo(2047);
    assertThat(KeyIndex.master(place)).isEqualTo(15);
    assertThat(KeyIndex.offset(place)).isEqualTo((1L << 48) - 1);
  }

  @Test
  void destroyedKey_isToldFromOneThatNeverWas() {
    KeyIndex index = new KeyIndex();
    index.put("a", KeyIndex.place(0, 0, 1));
    index.destroy("a");
    assertThat(index.find("a")).isEqualTo(KeyIndex.DESTROYED);
    assertThat(index.find("b")).isEqualTo(KeyIndex.NONE);
    assertThat(index.size()).isZero();
  }

  @Test
  void keysThatComeAndGo_takeNoMoreRoomInTheEnd() {
    KeyIndex index = new KeyIndex();
    for (int i = 0; i < 1_000_000; i++) {
      index.put("front-c" + i, KeyIndex.place(0, 0, i));
      if (i >= 1000) {
        index.destroy("front-c" + (i - 1000));
      }
    }
    assertThat(index.size()).isEqualTo(1000);
    assertThat(index.bytes()).isLessThan(200_000);
  }

  @Test
  void aMillionKeys_takeFiftyMegabytesAtMost() {
    KeyIndex index = new KeyIndex();
    for (int i = 0; i < 1_000_000; i++) {
      index.put("front-c" + i, KeyIndex.place(0, 0, i));
    }
    assertThat(index.size()).isEqualTo(1_000_000);
    assertThat(index.bytes()).isLessThan(50L << 20);
  }
}
