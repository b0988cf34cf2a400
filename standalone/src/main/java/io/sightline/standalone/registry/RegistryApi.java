package io.sightline.standalone.registry;

import com.fasterxml.jackson.databind.util.RawValue;
import io.sightline.schemas.compatibility.Compatibility;
import io.sightline.standalone.registry.Entry.Version;
import java.util.List;
import java.util.Map;

/** The part of Confluent's REST API that clients use. */
final class RegistryApi {
  private final Registry registry;

  RegistryApi(Registry registry) {
    this.registry = registry;
  }

  Routes routes() {
    return new Routes()
        .on("GET /", request -> Map.of())
        .on("GET /mode", request -> Map.of("mode", "READWRITE"))
        .on("GET /schemas/types", request -> List.of("AVRO"))
        .on("GET /schemas/ids/*", request -> Map.of("schema", registry.schema(request.id())))
        .on("GET /schemas/ids/*/schema", request -> new RawValue(registry.schema(request.id())))
        .on("GET /schemas/ids/*/subjects", this::subjectsWith)
        .on("GET /schemas/ids/*/versions", this::versionsWith)
        .on("GET /subjects", request -> registry.subjects())
        .on("POST /subjects/*", this::find)
        .on("GET /subjects/*/versions", this::versions)
        .on("POST /subjects/*/versions", this::register)
        .on("GET /subjects/*/versions/*", request -> shown(version(request)))
        .on("GET /subjects/*/versions/*/schema", request -> new RawValue(version(request).schema()))
        .on("POST /compatibility/subjects/*/versions", this::checkAgainstAll)
        .on("POST /compatibility/subjects/*/versions/*", this::checkAgainstOne)
        .on("GET /config", request -> Map.of("compatibilityLevel", registry.compatibility()))
        .on("GET /config/*", this::level)
        .on("PUT /config", this::setLevel)
        .on("PUT /config/*", this::setLevelOfSubject);
  }

  private Object register(Request request) throws Refusal {
    return Map.of("id", registry.register(request.parameter(0), request.schema()).id());
  }

  private Object find(Request request) throws Refusal {
    return shown(registry.find(request.parameter(0), request.schema()));
  }

  private Object versions(Request request) throws Refusal {
    return registry.versions(request.parameter(0)).stream().map(Version::version).toList();
  }

  private Version version(Request request) throws Refusal {
    return registry.version(request.parameter(0), request.parameter(1));
  }

  private Object subjectsWith(Request request) throws Refusal {
    return registry.versionsWith(request.id()).stream().map(Version::subject).distinct().toList();
  }

  private Object versionsWith(Request request) throws Refusal {
    return registry.versionsWith(request.id()).stream()
        .map(found -> Map.of("subject", found.subject(), "version", found.version()))
        .toList();
  }

  private Object checkAgainstOne(Request request) throws Refusal {
    return verdict(
        request, registry.problems(request.parameter(0), request.parameter(1), request.schema()));
  }

  private Object checkAgainstAll(Request request) throws Refusal {
    return verdict(request, registry.problems(request.parameter(0), request.schema()));
  }

  private static Object verdict(Request request, List<String> problems) {
    return request.flag("verbose")
        ? Map.of("is_compatible", problems.isEmpty(), "messages", problems)
        : Map.of("is_compatible", problems.isEmpty());
  }

  private Object level(Request request) throws Refusal {
    boolean orGlobal = request.flag("defaultToGlobal");
    return Map.of("compatibilityLevel", registry.compatibility(request.parameter(0), orGlobal));
  }

  private Object setLevel(Request request) throws Refusal {
    Compatibility level = request.level();
    registry.set(null, level);
    return Map.of("compatibility", level);
  }

  private Object setLevelOfSubject(Request request) throws Refusal {
    Compatibility level = request.level();
    registry.set(request.parameter(0), level);
    return Map.of("compatibility", level);
  }

  private static Map<String, Object> shown(Version version) {
    return Map.of(
        "subject", version.subject(),
        "version", version.version(),
        "id", version.id(),
        "schema", version.schema());
  }
}
