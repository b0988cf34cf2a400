"""Reads alerts with librdkafka, the plain Avro library and the registry's HTTP API; nothing of Sightline's.

python3 plain_consumer.py BOOTSTRAP_SERVERS REGISTRY_URL HOW_MANY      Debian: python3-confluent-kafka python3-avro
"""
import io
import json
import sys
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import Consumer

servers, registry, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
schemas = {}


def decoded(value):
    if value[0] != 0:
        sys.exit("not in Confluent's wire format")
    number = int.from_bytes(value[1:5], "big")
    if number not in schemas:
        with urllib.request.urlopen(f"{registry}/schemas/ids/{number}") as answer:
            schemas[number] = avro.schema.parse(json.load(answer)["schema"])
    return avro.io.DatumReader(schemas[number]).read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))


consumer = Consumer({
    "bootstrap.servers": servers, "group.id": "plain-consumer-py", "auto.offset.reset": "earliest",
    "isolation.level": "read_committed"})  # else records of aborted transactions show up
consumer.subscribe(["sightline.alerts"])
seen = 0
while seen < wanted:
    message = consumer.poll(1.0)
    if message is None or message.error() or message.value() is None:
        continue
    alert = decoded(message.value())
    print(alert["alert_id"], "revision", alert["revision"], alert["state"], alert["subject"], alert["label"], alert["confidence"])
    seen += 1
consumer.close()
