"""The benchmark programs: how they are built and run, and what they say."""

import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys

import peers
import report

SOURCES = report.ROOT / "test/bench/runtime"
HEADERS = report.ROOT / "tool/runtime/include"
ERRGROUP = "errgroup"  # The program in Go.

# Who waits for a pool works too, and the pools have the rest: at least one thread.
THREADS = max(2, len(os.sched_getaffinity(0)))
ENVIRONMENT = {**os.environ, "SC_CPU_THREADS": str(THREADS - 1), "GOMAXPROCS": str(THREADS)}

LONGEST_RUN_S = 120


def program_of(benchmark):
    parts = benchmark.split("/")
    return ERRGROUP if ERRGROUP in parts else parts[0]


def build(names, libraries):
    """Compiles the programs that are not up to date. Ends this one if that fails."""
    digest = digest_of_sources()
    commands = {name: command(name, libraries) for name in sorted(names)}
    old = {name: words for name, words in commands.items() if stamp(name, words, digest) != last_stamp(name)}
    if old:
        print(f"building {', '.join(old)}", file=sys.stderr)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, done in zip(old, pool.map(compiled, old.values())):
            if done.returncode != 0:
                sys.exit(f"scripts/bench: {name} does not compile: {shlex.join(done.args)}\n{done.stderr}")
            stamp_file(name).write_text(stamp(name, old[name], digest))


def command(name, libraries):
    output = str(peers.BUILD / name)
    if name == ERRGROUP:
        return ["go", "test", "-c", "-o", output, str(SOURCES / "errgroup_test.go")]
    flags = [flag for library in libraries for flag in library.flags]
    return ["g++", "-std=c++17", "-O2", "-DNDEBUG", "-I", str(HEADERS), str(SOURCES / f"{name}.cpp"),
            "-o", output, *flags, "-lbenchmark", "-pthread"]


def compiled(words):
    return subprocess.run(words, env={**os.environ, **peers.GO_SETTINGS}, capture_output=True, text=True)


def digest_of_sources():
    digest = hashlib.sha256()
    for path in sorted([*SOURCES.iterdir(), *HEADERS.rglob("*.h")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def stamp(name, words, digest):
    return f"{shlex.join(words)}\n{digest}\n"


def stamp_file(name):
    return peers.BUILD / f"{name}.built"


def last_stamp(name):
    try:
        return stamp_file(name).read_text() if (peers.BUILD / name).exists() else None
    except OSError:
        return None


class RunFailed(Exception):
    """A program that crashed, did not end, or says that it failed."""


def run(name, benchmarks, repetitions, seconds):
    """What stands for each benchmark's repetitions: {benchmark: ns on the clock, benchmark:counter: figure}.

    "cpu" is the counter of the CPU time of all threads, which Go does not tell.
    """
    if name == ERRGROUP:
        values = {}
        for benchmark in sorted(benchmarks):
            collect_go(values, output_of(go_command(benchmark, repetitions, seconds)))
    else:
        values = collect_google(json.loads(output_of(google_command(name, benchmarks, repetitions, seconds))))
    return {benchmark: report.figure_of(benchmark, each) for benchmark, each in values.items()}


def output_of(words):
    try:
        done = subprocess.run(words, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=LONGEST_RUN_S)
    except subprocess.TimeoutExpired:
        raise RunFailed(f"did not end in {LONGEST_RUN_S} s") from None
    if done.returncode != 0:
        raise RunFailed(f"ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout


def google_command(name, benchmarks, repetitions, seconds):
    exactly = "|".join(map(re.escape, sorted(benchmarks)))
    return [str(peers.BUILD / name), f"--benchmark_filter=^({exactly})(/iterations:[0-9]+)?/process_time/real_time$",
            f"--benchmark_min_time={seconds}", f"--benchmark_repetitions={repetitions}",
            "--benchmark_enable_random_interleaving=true", "--benchmark_format=json"]


def collect_google(said):
    known = {"family_index", "per_family_instance_index", "repetitions", "repetition_index", "threads",
             "iterations", "real_time", "cpu_time"}
    values = {}
    for one in said["benchmarks"]:
        if one["run_type"] != "iteration":
            continue
        name = re.sub(r"(/iterations:\d+)?/process_time/real_time$", "", one["run_name"])
        if one.get("error_occurred"):
            raise RunFailed(f"{name}: {one['error_message']}")
        values.setdefault(name, []).append(one["real_time"])
        values.setdefault(f"{name}:cpu", []).append(one["cpu_time"])
        for counter, figure in one.items():
            if counter not in known and isinstance(figure, (int, float)):
                values.setdefault(f"{name}:{counter}", []).append(figure)
    return values


def go_command(benchmark, repetitions, seconds):
    exactly = "/".join(f"^{re.escape(part)}$" for part in ["Benchmark", *benchmark.split("/")])
    return [str(peers.BUILD / ERRGROUP), "-test.run=^$", f"-test.bench={exactly}",
            f"-test.benchtime={seconds}s", f"-test.count={repetitions}"]


def collect_go(values, said):
    """Lines such as "Benchmark/fan_out/errgroup/1000-2  50  1200 ns/op  3400 p50"."""
    for name, figures in re.findall(r"^Benchmark/(\S+?)(?:-\d+)?\s+\d+\s+(.*)$", said, re.M):
        for figure, unit in re.findall(r"([\d.e+]+) (\S+)", figures):
            values.setdefault(name if unit == "ns/op" else f"{name}:{unit}", []).append(float(figure))
