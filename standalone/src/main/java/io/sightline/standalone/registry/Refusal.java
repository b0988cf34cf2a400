package io.sightline.standalone.registry;

/** An answer other than 200, with Confluent's error code. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  private Refusal(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static Refusal subjectNotFound(String subject) {
    return new Refusal(404, 40401, "Subject '" + subject + "' not found.");
  }

  static Refusal versionNotFound(String version) {
    return new Refusal(404, 40402, "Version " + version + " not found.");
  }

  static Refusal schemaNotFound(String which) {
    return new Refusal(404, 40403, "Schema " + which + " not found");
  }

  static Refusal noConfigOf(String subject) {
    return new Refusal(
        404,
        40408,
        "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static Refusal incompatible(String subject, String problems) {
    return new Refusal(
        409,
        409,
        "Schema being registered is incompatible with an earlier schema for subject \""
            + subject
            + "\": "
            + problems);
  }

  static Refusal invalidSchema(String problem) {
    return new Refusal(422, 42201, "Invalid schema: " + problem);
  }

  static Refusal invalidVersion(String version) {
    return new Refusal(
        422,
        42202,
        "The specified version '"
            + version
            + "' is not a valid version id: expected 1 or more, or latest");
  }

  static Refusal invalidLevel(String level) {
    return new Refusal(
        422,
        42203,
        "Invalid compatibility level '"
            + level
            + "': expected NONE, BACKWARD, FORWARD or FULL, or one of these with _TRANSITIVE");
  }

  static Refusal noSuchResource(String request) {
    return new Refusal(404, 404, "HTTP 404 Not Found: " + request);
  }

  static Refusal badRequest(String problem) {
    return new Refusal(400, 400, problem);
  }

  static Refusal tooLarge(int limitBytes) {
    return new Refusal(413, 413, "Request larger than " + limitBytes + " bytes");
  }

  /** The topic could not be written: try again. */
  static Refusal storeFailed(String problem) {
    return new Refusal(500, 50001, "Error in the backend data store: " + problem);
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this; // An answer, not a fault.
  }
}
