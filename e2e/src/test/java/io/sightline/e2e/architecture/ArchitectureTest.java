package io.sightline.e2e.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final Map<String, ArchRule> RULES = new Rules("io.sightline").all();
  private static JavaClasses production;

  @BeforeAll
  static void readClasses() {
    production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.sightline");
  }

  static Stream<String> rules() {
    return RULES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void production_keepsRule(String rule) {
    RULES.get(rule).check(production);
  }

  @Test
  void pureCores_areThere() {
    for (String core : Rules.PURE) {
      assertThat(production.that(Rules.pure("io.sightline", List.of(core)))).as(core).isNotEmpty();
    }
  }

  @Test
  void production_isWhatWasRead() {
    assertThat(production.contain("io.sightline.schemas.Topics")).isTrue();
    assertThat(production.contain(ArchitectureTest.class)).isFalse();
  }
}
