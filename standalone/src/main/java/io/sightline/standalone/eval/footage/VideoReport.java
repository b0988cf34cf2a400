package io.sightline.standalone.eval.footage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one recording.
 *
 * @param seconds it lasts
 * @param emptySeconds of it without any subject that is told; null if the truth is not known
 * @param framesExamined by the detector
 * @param decisions how many activities had which outcome and reason
 * @param alerts null if the truth is not known
 * @param alertCount all there were
 * @param tracks null without boxes to hold them against
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VideoReport(
    String video,
    double seconds,
    @Nullable Double emptySeconds,
    int framesExamined,
    Map<String, Integer> decisions,
    int alertCount,
    @Nullable AlertScore alerts,
    @Nullable TrackScore tracks) {}
