#!/usr/bin/env bash
# Makes the images of docker-compose.yml where no registry of images can be reached: a Debian root with a Java run time by
# debootstrap, Sightline on it, and Kafka from the jars that Sightline brings. Needs root, Debian's debootstrap and a
# running container engine (see deploy/local-engine.sh); the mirror is the one that apt uses.
#
#   deploy/local-images.sh [base] [sightline] [kafka] [s3]     all but the last if none is named
#
# The images are sightline-base:local, sightline:local, sightline-kafka:local and sightline-s3:local; the last one needs Maven,
# which brings the server.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  printf 'local-images: %s\n' "$1" >&2
  exit 1
}

say() {
  printf 'local-images: %s\n' "$1" >&2
}

# The suite and mirror of the system we are on: what apt reaches, debootstrap reaches too.
base() {
  command -v debootstrap >/dev/null || fail "no debootstrap: expected Debian's package of that name to be installed"
  local suite mirror root format
  # shellcheck disable=SC2016 # apt fills these in, not the shell
  format='$(SITE) $(CODENAME) $(COMPONENT)'
  suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  mirror=$(apt-get indextargets --format "$format" 'Identifier: Packages' |
    awk -v s="$suite" '$2 == s && $3 == "main" {print $1; exit}')
  root=$(mktemp -d)
  say "Debian $suite with a Java run time ..."
  debootstrap --variant=minbase --include=default-jre-headless,ca-certificates "$suite" "$root/debian" \
    ${mirror:+"$mirror"} >"$root/log" 2>&1 || { tail -n 20 "$root/log" >&2; fail "debootstrap failed, see above"; }
  rm -rf "$root"/debian/var/cache/apt/* "$root"/debian/var/lib/apt/lists/* "$root"/debian/usr/share/doc
  tar --numeric-owner -C "$root/debian" -c . | docker import --change 'CMD ["bash"]' - sightline-base:local >/dev/null
  rm -rf "$root"
}

# build IMAGE DOCKERFILE ARGUMENTS...: from a tar of what goes in, on standard input. The older builder needs no plug-in; it
# says at length that it is old, so its words are shown only if it fails.
build() {
  local image=$1 file=$2 words
  shift 2
  words=$(DOCKER_BUILDKIT=0 docker build "$@" -f "$file" -t "$image" - 2>&1) || fail "$words"
}

sightline() {
  say "Sightline ..."
  mvn -q -B -DskipTests -Dspotless.check.skip=true -pl standalone -am package jib:dockerBuild \
    -Djib.from.image=docker://sightline-base:local -Djib.to.image=sightline:local >&2 || fail "Jib made no image, see above"
}

kafka() {
  say "Kafka ..."
  tar -c deploy/kafka | build sightline-kafka:local deploy/kafka/Dockerfile
}

s3() {
  local version=3.0.0 folder
  say "S3Proxy $version ..."
  folder=$(mktemp -d)
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dmdep.stripVersion=true -Dmdep.stripClassifier=true \
    -Dartifact="org.gaul:s3proxy:$version:jar:jar-with-dependencies" -DoutputDirectory="$folder" >&2 ||
    fail "S3Proxy $version did not come: expected Maven to reach its central repository"
  tar -c deploy/s3 -C "$folder" s3proxy.jar | build sightline-s3:local deploy/s3/Dockerfile
  rm -rf "$folder"
}

docker info >/dev/null 2>&1 || fail "no container engine answers: expected one at \$DOCKER_HOST or the default socket"
if [ $# -eq 0 ]; then
  set -- base sightline kafka
fi
for image in "$@"; do
  case $image in
    base | sightline | kafka | s3) "$image" ;;
    *) fail "image '$image': expected base, sightline, kafka or s3" ;;
  esac
done
