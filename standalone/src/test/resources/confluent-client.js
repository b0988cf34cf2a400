// Confluent's wire format and REST API as another language's client sees them.
// Arguments: address of the registry, a record in hex. Prints one line of JSON.
const { SchemaRegistry, SchemaType } = require('@kafkajs/confluent-schema-registry');

const [host, hex] = process.argv.slice(2);
const registry = new SchemaRegistry({ host });
const type = 'io.sightline.avro.Box';
const fields = ['left', 'top', 'width', 'height'].map((name) => ({ name, type: 'float', default: 0 }));
const schema = JSON.stringify({ type: 'record', name: 'Box', namespace: 'io.sightline.avro', fields });

(async () => {
  const decoded = await registry.decode(Buffer.from(hex, 'hex'));
  const { id } = await registry.register({ type: SchemaType.AVRO, schema }, { subject: 'js-value', compatibility: 'FULL_TRANSITIVE' });
  const again = await registry.getRegistryIdBySchema('js-value', { type: SchemaType.AVRO, schema });
  const latest = await registry.getLatestSchemaId('js-value');
  const box = { left: 0.5, top: 0.25, width: 0.125, height: 1 };
  const encoded = (await registry.encode(id, box)).toString('hex');
  const removed = JSON.stringify({ type: 'record', name: 'Box', namespace: 'io.sightline.avro', fields: [{ name: 'x', type: 'int' }] });
  const refusal = await registry
    .register({ type: SchemaType.AVRO, schema: removed }, { subject: 'js-value', compatibility: 'FULL_TRANSITIVE' })
    .then(() => 'taken', (error) => error.message);
  console.log(JSON.stringify({ decoded, id, again, latest, encoded, refusal }));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
