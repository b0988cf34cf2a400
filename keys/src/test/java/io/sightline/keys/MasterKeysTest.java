package io.sightline.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sightline.avro.MediaKey;
import io.sightline.clipstore.crypt.DataKey;
import io.sightline.schemas.Ids;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
  @TempDir Path folder;

  private static String base64(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static MasterKeys of(String current, String... previous) {
    return MasterKeys.load(
        new EncryptionConfig(current, List.of(previous)),
        Map.of("OLD", base64(1), "NEW", base64(2), "SHORT", "c2hvcnQ=", "BAD", "not base64!"));
  }

  private static MediaKey record(String id) {
    return MediaKey.newBuilder().setClipId(id).setRecordId(id + "-k").build();
  }

  @Test
  void wrappedKey_comesBackUnderItsNameOnly() throws Exception {
    MasterKeys masters = of("env:OLD");
    DataKey key = DataKey.random(true);
    MediaKey wrapped = masters.wrap(key, record("front-c1"));
    assertThat(masters.unwrap(wrapped).bytes()).isEqualTo(key.bytes());
    assertThat(masters.unwrap(wrapped).mixed()).isTrue();
    assertThat(wrapped.getMasterKey()).isEqualTo(masters.currentId());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> masters.unwrap(MediaKey.newBuilder(wrapped).setClipId("front-c2").build()))
        .withMessageContaining("front-c2");
  }

  @Test
  void changedKey_isRefused() throws Exception {
    MasterKeys masters = of("env:OLD");
    MediaKey wrapped = masters.wrap(DataKey.random(false), record("front-c1"));
    byte[] bytes = wrapped.getWrapped().array().clone();
    bytes[20] ^= 1;
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                masters.unwrap(
                    MediaKey.newBuilder(wrapped).setWrapped(ByteBuffer.wrap(bytes)).build()))
        .withMessageContaining("cannot be unwrapped");
  }

  @Test
  void previousKey_isStillReadAndNoLongerWraps() throws Exception {
    MediaKey wrapped = of("env:OLD").wrap(DataKey.random(false), record("front-c1"));
    MasterKeys both = of("env:NEW", "env:OLD");
    assertThat(both.unwrap(wrapped)).isNotNull();
    assertThat(both.wrap(both.unwrap(wrapped), wrapped).getMasterKey())
        .isEqualTo(of("env:NEW").currentId())
        .isNotEqualTo(of("env:OLD").currentId());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> of("env:NEW").unwrap(wrapped))
        .withMessageContaining(of("env:OLD").currentId())
        .withMessageContaining(of("env:NEW").currentId());
  }

  @Test
  void keyInAFile_isReadWithItsLineEnd() throws Exception {
    Path file = Files.writeString(folder.resolve("master.key"), base64(1) + "\n");
    assertThat(of("file:" + file).currentId()).isEqualTo(of("env:OLD").currentId());
  }

  @Test
  void whatIsNoKey_isNamedWithoutTellingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("env:SHORT"))
        .withMessageContaining("5 bytes: expected 32")
        .withMessageContaining("env:SHORT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("env:BAD"))
        .withMessageContaining("no base64")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("not base64!"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("env:NOWHERE"))
        .withMessageContaining("not set");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("file:/no/such/key"))
        .withMessageContaining("/no/such/key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("aws-kms://arn:aws:kms:eu-west-1:1:key/2"))
        .withMessageContaining("class path");
  }

  @Test
  void keyItselfInTheConfiguration_isRefusedWithoutTellingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EncryptionConfig(base64(1), List.of()))
        .withMessageContaining("by reference")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(base64(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EncryptionConfig(null, List.of("env:OLD")))
        .withMessageContaining("master_key");
  }

  @Test
  void unitOfMedia_isCalledAsItsRecordsAre() {
    assertThat(KeyIds.of("front/2026-01-31/front-c1/")).isEqualTo("front-c1");
    assertThat(KeyIds.of("front/2026-01-31/recordings/05/"))
        .isEqualTo(Ids.hour("front", Instant.parse("2026-01-31T05:00:00Z")));
    assertThatIllegalArgumentException().isThrownBy(() -> KeyIds.of("front/"));
  }
}
