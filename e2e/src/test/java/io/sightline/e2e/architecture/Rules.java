package io.sightline.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The architecture as rules. They name packages below a root, so that the same rules judge the
 * planted violations.
 *
 * @param root package that holds the modules, for example {@code io.sightline}
 */
record Rules(String root) {
  private static final List<String> FOUNDATION = List.of("schemas", "runtime", "clipstore");

  /** Which modules a module may use besides itself; standalone may use all. */
  private static final Map<String, List<String>> MAY_USE =
      Map.of(
          "schemas",
          List.of(),
          "runtime",
          List.of("schemas"),
          "clipstore",
          List.of(),
          "keys",
          FOUNDATION,
          "ingest",
          List.of("schemas", "runtime", "clipstore", "keys"),
          "detect",
          FOUNDATION,
          "alerting",
          List.of("schemas", "runtime"),
          "retention",
          FOUNDATION,
          "console",
          FOUNDATION,
          "export",
          List.of("schemas", "runtime"));

  /** Packages and classes that compute and do nothing else. */
  static final List<String> PURE =
      List.of(
          "ingest.mask",
          "ingest.motion",
          "ingest.view",
          "ingest.camera.CropPlan",
          "ingest.camera.Reception",
          "ingest.camera.ClockWatch",
          "ingest.camera.SubClock",
          "ingest.camera.Period",
          "ingest.recording.RecordingCut",
          "ingest.recording.PictureSteps",
          "ingest.space.Shed",
          "ingest.sound",
          "ingest.privacy.Admission",
          "ingest.privacy.ModeState",
          "ingest.events.OpenEvents",
          "keys.KeyIndex",
          "keys.KeyTable",
          "detect.model",
          "alerting.core",
          "alerting.delivery.QuietHours",
          "alerting.delivery.RateLimit",
          "alerting.delivery.Selection",
          "alerting.delivery.Standing",
          "alerting.delivery.message.Fields",
          "alerting.delivery.message.Template",
          "retention.AlertFacts",
          "retention.ClipArrival",
          "retention.ClipDeparture",
          "retention.ClipRecords",
          "retention.ClipReview",
          "retention.ClipState",
          "retention.Early",
          "retention.FrameOrders",
          "retention.HoldBook",
          "retention.HourPolicy",
          "retention.HourRecords",
          "retention.HourState",
          "retention.Kept",
          "retention.PolicyBook",
          "retention.PolicyRules",
          "retention.PiecePolicy",
          "retention.RetentionEvent",
          "retention.RetentionOutput",
          "retention.RetentionPolicy",
          "retention.Terms",
          "retention.TrustedTime",
          "retention.audit",
          "retention.pressure",
          "retention.signing",
          "standalone.backfill.AlertComparison",
          "standalone.backfill.Comparability",
          "standalone.backfill.Difference",
          "standalone.topics.ReplicaPlacement",
          "standalone.topics.TopicDifferences",
          "standalone.topics.TopicState");

  private static final String[] WORLD = {
    "org.apache.kafka..",
    "org.bytedeco..",
    "ai.onnxruntime..",
    "java.io..",
    "java.nio.file..",
    "java.nio.channels..",
    "java.net..",
    "java.sql..",
    "java.util.concurrent.."
  };

  /** All rules by name, in the order of reading. */
  Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    MAY_USE.keySet().stream().sorted().forEach(m -> rules.put(m + " uses", uses(m)));
    rules.put("ffmpeg", onlyIn("ingest.ffmpeg", "org.bytedeco.ffmpeg.."));
    rules.put("onnx", onlyIn("detect.onnx", "ai.onnxruntime.."));
    rules.put("tensorflow lite", onlyIn("ingest.yamnet", "org.bytedeco.tensorflowlite.."));
    rules.put("opencv", onlyIn("detect.image", "org.bytedeco.opencv.."));
    rules.put("tink", onlyIn("clipstore.crypt", "com.google.crypto.."));
    rules.put("s3", onlyIn("clipstore.s3", "software.amazon.."));
    rules.put("parquet", onlyIn("export", "org.apache.parquet.."));
    rules.put("iceberg", onlyIn("export", "org.apache.iceberg.."));
    rules.put("clipstore without kafka", clipstoreKnowsNoKafka());
    rules.put("pure cores", pureCoresTouchNothing());
    rules.put("topics", onlyTopicsNamesTopics());
    rules.put("no framework", nobodyExtendsRuntime());
    rules.put("names", namesSaySomething());
    rules.put("wall clock", wallClockInNamedPlaces());
    rules.put("exit", onlyTheCommandEndsTheProcess());
    return rules;
  }

  private ArchRule uses(String module) {
    List<String> allowed = MAY_USE.get(module);
    return noClasses()
        .that()
        .resideInAPackage(in(module))
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + "..")
                .and(resideOutsideOfPackage(in(module)))
                .and(resideOutsideOfPackage("io.sightline.avro.."))
                .and(
                    not(resideInAnyPackage(allowed.stream().map(this::in).toArray(String[]::new)))))
        .because("processors meet on topics, and " + module + " may use only " + allowed);
  }

  private ArchRule onlyIn(String owner, String library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in(owner))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(library + " is known in one place: " + owner);
  }

  private ArchRule clipstoreKnowsNoKafka() {
    return noClasses()
        .that()
        .resideInAPackage(in("clipstore"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.bytedeco..", "ai.onnxruntime..")
        .because("media has a life of its own");
  }

  private ArchRule pureCoresTouchNothing() {
    return noClasses()
        .that(pure(root, PURE))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(WORLD)
                .and(not(simpleNameEndingWith("Exception")))
                .or(type(Thread.class))
                .or(type(Clock.class)))
        .orShould()
        .accessTargetWhere(target(WallClock.READ))
        .because("decisions are a function of what comes in: no I/O, clock or thread");
  }

  /** Classes that are named, inside of them, or in a package that is named. */
  static DescribedPredicate<JavaClass> pure(String root, List<String> names) {
    return describe(
        "are pure",
        type ->
            names.stream()
                .map(name -> root + "." + name)
                .anyMatch(name -> type.getName().matches(Pattern.quote(name) + "([.$].*)?")));
  }

  private ArchRule onlyTopicsNamesTopics() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(root + ".schemas.Topics")
        .should()
        .callConstructorWhere(target(Targets.named(root + ".schemas.Topic")))
        .because("Topics is the only place where a topic is named");
  }

  private ArchRule nobodyExtendsRuntime() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("runtime"))
        .should()
        .beAssignableTo(resideInAPackage(in("runtime")).and(not(INTERFACES)))
        .because("runtime is composed, never inherited");
  }

  private ArchRule namesSaySomething() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .haveNameNotMatching(".*(Utils?|Helper|Manager|Base|Impl|Common)(\\$.*)?")
        .because("a drawer's name says nothing about what is in it");
  }

  private ArchRule wallClockInNamedPlaces() {
    return noClasses()
        .that(not(WallClock.namedPlace(root)))
        .should()
        .accessTargetWhere(target(WallClock.READ))
        .because("the wall clock is read in one named place a process: " + WallClock.PLACES);
  }

  private ArchRule onlyTheCommandEndsTheProcess() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("standalone"))
        .should()
        .accessTargetWhere(target(Targets.ENDS_THE_PROCESS))
        .because("only the command ends the process; everything else throws");
  }

  private String in(String module) {
    return root + "." + module + "..";
  }
}
