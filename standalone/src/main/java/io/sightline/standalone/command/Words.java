package io.sightline.standalone.command;

import java.util.Arrays;
import java.util.Locale;

/** Constants as people write them. */
final class Words {
  private Words() {}

  /**
   * {@code kafka-acls} is {@code KAFKA_ACLS}.
   *
   * @throws IllegalArgumentException naming the option, the value and all that was expected
   */
  static <E extends Enum<E>> E constant(String option, Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s %s: expected one of %s"
                        .formatted(
                            option,
                            word,
                            String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants()).map(Words::of).toList()))));
  }

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
