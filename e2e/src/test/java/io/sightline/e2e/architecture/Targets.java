package io.sightline.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import java.util.Set;

/** What is called, by name. */
final class Targets {
  static final DescribedPredicate<AccessTarget> ENDS_THE_PROCESS =
      describe(
          "ends the process",
          target ->
              Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt")
                  .contains(qualified(target)));

  static DescribedPredicate<AccessTarget> named(String owner) {
    return describe("is of " + owner, target -> target.getOwner().getName().equals(owner));
  }

  static String qualified(AccessTarget target) {
    return target.getOwner().getName() + "." + target.getName();
  }

  private Targets() {}
}
