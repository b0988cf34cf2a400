package io.sightline.standalone.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.retention.audit.Finding;
import io.sightline.retention.audit.RepairPlan;
import io.sightline.retention.audit.RepairPlan.Left;
import io.sightline.retention.audit.RepairPlan.Step;
import io.sightline.standalone.topics.Table;
import io.sightline.standalone.verify.Verification.Report;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What verify found, and what came of it.
 *
 * @param plan null: nobody asked for repairs
 * @param failed null: nothing was done yet; else what could not be
 */
public record Outcome(Report report, @Nullable RepairPlan plan, @Nullable List<Left> failed) {
  public Outcome(Report report) {
    this(report, null, null);
  }

  /** With what could be put right. */
  public Outcome planned(RepairPlan.Limits limits) {
    return new Outcome(report, RepairPlan.of(report.findings(), limits), null);
  }

  /** With what was put right. */
  public Outcome done(Repair repair) throws IOException, InterruptedException {
    return plan == null ? this : new Outcome(report, plan, repair.run(plan));
  }

  /** Nothing differed, or nothing does any more. */
  public boolean isClean() {
    return report.findings().isEmpty()
        || (plan != null && failed != null && plan.left().isEmpty() && failed.isEmpty());
  }

  /** One object in one line. */
  public String json() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.valueToTree(report);
    if (plan != null) {
      all.set("repair", mapper.valueToTree(plan));
      all.put("repaired", failed != null);
    }
    if (failed != null) {
      all.set("failed", mapper.valueToTree(failed));
    }
    return mapper.writeValueAsString(all) + "\n";
  }

  /** Tables, and a line with what was looked at. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (!report.findings().isEmpty()) {
      Table table = new Table("what", "where", "how");
      for (Finding finding : report.findings()) {
        table.row(word(finding.kind()), finding.subject(), finding.what());
      }
      text.append(table);
    }
    if (plan != null) {
      text.append(repairs(plan));
    }
    text.append(
        "%d objects, %d clips, %d recordings, %d entries of the ledger; %d objects read again; %d differences%n"
            .formatted(
                report.objects(),
                report.clips(),
                report.recordings(),
                report.entries(),
                report.rehashed(),
                report.findings().size()));
    return text.toString();
  }

  private String repairs(RepairPlan plan) {
    Table table = new Table("repair", "where", "");
    String state = failed == null ? "--yes does it" : "done";
    for (Step step : plan.steps()) {
      table.row(word(step.action()), step.finding().subject(), state(step, state));
    }
    plan.left().forEach(left -> table.row("none", left.finding().subject(), left.why()));
    return plan.steps().isEmpty() && plan.left().isEmpty() ? "" : "\n" + table;
  }

  private String state(Step step, String otherwise) {
    return (failed == null ? List.<Left>of() : failed)
        .stream()
            .filter(left -> left.finding().equals(step.finding()))
            .map(left -> "failed: " + left.why())
            .findFirst()
            .orElse(otherwise);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
