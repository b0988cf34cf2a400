package io.sightline.clipstore.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TinkMasterKeyTest {
  @Test
  void keyInAKms_wrapsAndUnwraps() throws Exception {
    MasterKey master = TinkMasterKey.inKms(FakeKms.KEY);
    DataKey key = DataKey.random(false);
    byte[] wrapped = master.wrap(key, "front-c1");
    assertThat(master.id()).isEqualTo(FakeKms.KEY);
    assertThat(master.unwrap(wrapped, "front-c1", false).bytes()).isEqualTo(key.bytes());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> master.unwrap(wrapped, "front-c2", false))
        .withMessageContaining("front-c2")
        .withMessageContaining(FakeKms.KEY);
  }

  @Test
  void kmsThatRefuses_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TinkMasterKey.inKms("fake-kms://keys/2"))
        .withMessageContaining("no such key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TinkMasterKey.inKms("other-kms://keys/1"))
        .withMessageContaining("class path");
  }
}
