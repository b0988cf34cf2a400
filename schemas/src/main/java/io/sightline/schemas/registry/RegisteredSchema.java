package io.sightline.schemas.registry;

import org.apache.avro.Schema;

/**
 * A schema as a registry holds it.
 *
 * @param version counts within the subject, from 1
 * @param id goes into every record; the same schema has the same id under every subject
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
