package io.sightline.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.regex.Pattern;

/** Reading the time of day, and where that is allowed. */
final class WallClock {
  /** Where a process is put together, and each part is handed the clock that it may read. */
  static final Set<String> PLACES =
      Set.of(
          "alerting.AlertingServices",
          "standalone.OneJvm",
          "standalone.command.BenchCommand",
          "standalone.command.CamerasCommand",
          "standalone.command.ClockIsRightCommand",
          "standalone.command.ExportCommand",
          "standalone.command.FeedbackCommand",
          "standalone.command.EraseCommand",
          "standalone.command.ProveCommand",
          "standalone.command.HoldCommand",
          "standalone.command.PolicyCommand",
          "standalone.command.SoakClusterCommand",
          "standalone.command.SoakCommand",
          "standalone.command.ModeCommand",
          "standalone.command.VerifyCommand",
          "standalone.Processes",
          "standalone.soak.BrokerSoak",
          "standalone.watch.WatchRun");

  private static final Pattern READS =
      Pattern.compile(
          "java\\.lang\\.System\\.currentTimeMillis"
              + "|java\\.time\\.(\\w+|chrono\\.\\w+)\\.now"
              + "|java\\.time\\.Clock\\.(system|tick)\\w*"
              + "|java\\.util\\.Date\\.<init>"
              + "|java\\.util\\.(Gregorian)?Calendar\\.(getInstance|<init>)");

  static final DescribedPredicate<AccessTarget> READ =
      describe(
          "reads the wall clock", target -> READS.matcher(Targets.qualified(target)).matches());

  /** A named place, or a class inside of one. */
  static DescribedPredicate<JavaClass> namedPlace(String root) {
    return describe(
        "may read the wall clock",
        type -> {
          String outermost = type.getName().replaceFirst("\\$.*", "");
          return outermost.startsWith(root + ".")
              && PLACES.contains(outermost.substring(root.length() + 1));
        });
  }

  private WallClock() {}
}
