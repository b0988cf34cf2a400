package io.sightline.ingest.clip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.media.MediaEvent.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketRingTest {
  private static final long SECOND = 1_000_000;

  private static Packet packet(long pts, boolean key, int bytes) {
    return new Packet(0, new byte[bytes], pts, pts, 0, key);
  }

  /** A key picture each second, ten pictures a second. */
  private static PacketRing filled(int seconds, long keep, long limit) {
    PacketRing ring = new PacketRing(0, keep, limit);
    for (int i = 0; i < seconds * 10; i++) {
      ring.add(packet(i * SECOND / 10, i % 10 == 0, 100));
    }
    return ring;
  }

  @Test
  void leadIn_beginsWithTheKeyPictureBeforeIt() {
    List<Packet> packets = filled(20, 5 * SECOND, 1 << 20).from(15 * SECOND + 500_000);
    assertThat(packets.get(0).ptsMicros()).isEqualTo(15 * SECOND);
    assertThat(packets.get(0).key()).isTrue();
    assertThat(packets).hasSize(50);
  }

  @Test
  void wantedTime_isKeptAndNotMuchMore() {
    PacketRing ring = filled(60, 5 * SECOND, 1 << 20);
    assertThat(ring.from(0).get(0).ptsMicros()).isEqualTo(54 * SECOND);
  }

  @Test
  void limit_dropsTheOldest() {
    PacketRing ring = filled(60, 50 * SECOND, 2500);
    assertThat(ring.bytes()).isLessThanOrEqualTo(2500);
    assertThat(ring.from(0).get(0).key()).isTrue();
  }

  @Test
  void groupLargerThanTheLimit_isNotKept() {
    PacketRing ring = new PacketRing(0, SECOND, 1000);
    ring.add(packet(0, true, 600));
    ring.add(packet(1, false, 600));
    assertThat(ring.bytes()).isZero();
    ring.add(packet(2, false, 10));
    assertThat(ring.from(0)).isEmpty();
    ring.add(packet(3, true, 10));
    assertThat(ring.from(0)).hasSize(1);
  }

  @Test
  void soundBeforeTheFirstKeyPicture_isLeftOut() {
    PacketRing ring = new PacketRing(0, SECOND, 1000);
    ring.add(new Packet(1, new byte[10], 0, 0, 0, true));
    assertThat(ring.from(0)).isEmpty();
  }
}
