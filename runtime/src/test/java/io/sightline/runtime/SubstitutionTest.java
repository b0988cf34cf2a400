package io.sightline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubstitutionTest {
  private final Substitution substitution = new Substitution(Map.of("USER", "anna"));

  @Test
  void secretInAFile_isPutInsideOfAText(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "a$b\n");
    assertThat(substitution.apply("user=\"${USER}\" password=\"${file:" + secret + "}\";"))
        .isEqualTo("user=\"anna\" password=\"a$b\";");
  }

  @Test
  void fileThatIsNotThere_isNamed() {
    assertThatThrownBy(() -> substitution.apply("${file:/no/such}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("file '/no/such' cannot be read");
  }

  @Test
  void fileThatIsNoSecret_isRefusedWithItsSize(@TempDir Path folder) throws Exception {
    Path large = Files.write(folder.resolve("large"), new byte[100_000]);
    assertThatThrownBy(() -> substitution.apply("${file:" + large + "}"))
        .hasMessageContaining("100000 bytes, expected a secret of 65536 at most");
  }
}
