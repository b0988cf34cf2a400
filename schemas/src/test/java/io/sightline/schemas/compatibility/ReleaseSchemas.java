package io.sightline.schemas.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Not a test but the command that writes the schemas of a release, where the gate finds them:
 *
 * <pre>mvn -pl schemas test -Dtest=ReleaseSchemas -Dsightline.release=1.2.3</pre>
 */
class ReleaseSchemas {
  @Test
  @EnabledIfSystemProperty(named = "sightline.release", matches = ".+")
  void release() throws Exception {
    ReleasedSchemas released = ReleasedSchemas.ofSources();
    var present = ReleasedSchemas.present();
    assertThat(CompatibilityGate.problems(present, released)).isEmpty();
    released.release(
        ReleasedSchemas.Version.parse(System.getProperty("sightline.release")), present);
  }
}
