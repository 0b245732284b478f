# RUN: %python %s
"""The job array of docs/examples/slurm, on a cluster of two nodes that this test starts: what it says
is what a plain run says, also when a task of it is killed."""

import getpass
import os
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

SC_LINT = os.environ["SC_LINT"]
ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "docs/examples/slurm/sc-lint.sbatch"
DATABASE = ROOT / "test/tool/Inputs/database.py"

# In place of sc-lint. The first time that share 2 is analysed, it says under which number that runs,
# and goes on until it is killed.
PROGRAM = """#!/bin/sh
echo "$1 $SLURM_ARRAY_TASK_ID" >> {folder}/runs
if test "$SLURM_ARRAY_TASK_ID" = 2 && mkdir {folder}/was-slow 2>/dev/null; then
  echo "$SLURM_JOB_ID" > {folder}/slow.new && mv {folder}/slow.new {folder}/slow
  exec cat {folder}/never
fi
exec {sc_lint} "$@"
"""

CONFIGURATION = """ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SwitchType=switch/none
MpiDefault=none
KillWait=1
NodeName=node1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1 State=UNKNOWN
NodeName=node2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1 State=UNKNOWN
PartitionName=all Nodes=node1,node2 Default=YES MaxTime=INFINITE State=UP
"""

SOURCES = {
    "work.h": "#pragma once\n#include <thread>\nstruct Leaves { void start(); ~Leaves(); std::thread Worker; };\n",
    "start.cpp": '#include "work.h"\nvoid work() {}\nvoid Leaves::start() { Worker = std::thread(work); }\n',
    "end.cpp": '#include "work.h"\nLeaves::~Leaves() {}\n',
    "one.cpp": "#include <thread>\nvoid one() { std::thread([] {}).detach(); }\n",
    "two.cpp": "#include <thread>\nvoid two() { std::thread([] {}).detach(); }\n",
    "three.cpp": "int main() {}\n",
}


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Slurm(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sc-lint-slurm-", ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        os.chmod(self.folder, 0o755)  # For munge.
        self.project = self.folder / "project"
        self.project.mkdir()
        for name, text in SOURCES.items():
            (self.project / name).write_text(text)
        (self.project / ".git").mkdir()
        units = sorted(name for name in SOURCES if name.endswith(".cpp"))
        subprocess.run(["python3", DATABASE, "build", *units], cwd=self.project, check=True)
        self.environment = {
            **os.environ,
            "PATH": os.environ["PATH"] + ":/usr/sbin:/usr/bin",
            "SLURM_CONF": str(self.folder / "slurm.conf"),
            "SHARES": "3",
            "SC_LINT": str(self.folder / "sc-lint"),
        }
        (self.folder / "sc-lint").write_text(PROGRAM.format(folder=self.folder, sc_lint=SC_LINT))
        os.chmod(self.folder / "sc-lint", 0o755)
        os.mkfifo(self.folder / "never")

    def daemon(self, *command):
        with open(self.folder / "daemons.log", "a") as log:
            process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

        def end():
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

        self.addCleanup(end)

    def ask(self, *command):
        return subprocess.run(command, env=self.environment, cwd=self.project, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)

    def wait_until(self, what, holds):
        end = time.monotonic() + 300
        while not holds():
            if time.monotonic() > end:
                logs = "\n".join(f"--- {log.name}\n{log.read_text(errors='replace')[-3000:]}"
                                 for log in self.folder.rglob("*.log"))
                self.fail(f"{what} did not come about\n{logs}")
            time.sleep(0.05)

    def start_cluster(self):
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        os.chmod(key, 0o400)
        (self.folder / "state").mkdir()
        (self.folder / "cgroup.conf").write_text("CgroupAutomount=no\n")
        (self.folder / "slurm.conf").write_text(CONFIGURATION.format(
            host=socket.gethostname().split(".")[0], ports=free_ports(3), user=getpass.getuser(), folder=self.folder))
        self.daemon("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={self.folder}/munge.socket",
                    f"--pid-file={self.folder}/munged.pid", f"--seed-file={self.folder}/munged.seed",
                    f"--log-file={self.folder}/munged.log")
        self.wait_until("munge", (self.folder / "munge.socket").exists)
        self.daemon("slurmctld", "-D")
        for node in ("node1", "node2"):
            (self.folder / f"spool-{node}").mkdir()
            self.daemon("slurmd", "-D", "-N", node)
        self.addCleanup(self.end_jobs)  # Before the daemons, which wait for no job.
        self.wait_until("the cluster", lambda: self.ask("sinfo", "-h", "-o", "%D %T").stdout.split() == ["2", "idle"])

    def end_jobs(self):
        self.ask("scancel", "--user", getpass.getuser())
        self.wait_until("the end of all jobs", lambda: self.ask("squeue", "-h").stdout == "")

    def run_array(self, **environment):
        """Runs it, and kills a task. Which tasks were begun, the findings and the exit code."""
        self.environment.update(environment)
        submitted = self.ask(SCRIPT)
        self.assertEqual(submitted.returncode, 0, submitted.stderr)
        slow = self.folder / "slow"
        self.wait_until("the second share", slow.exists)
        killed = self.ask("scancel", "--signal=KILL", "--full", slow.read_text().strip())
        self.assertEqual(killed.returncode, 0, killed.stderr)
        results = self.project / "sc-lint-results"
        self.wait_until("the end", (results / "exit-code").exists)
        self.end_jobs()
        runs = sorted((self.folder / "runs").read_text().splitlines())
        slow.unlink()
        (self.folder / "was-slow").rmdir()
        (self.folder / "runs").unlink()
        return runs, (results / "findings.txt").read_text(), (results / "exit-code").read_text()

    def test_array(self):
        plain = subprocess.run([SC_LINT, "--quiet"], cwd=self.project, capture_output=True, text=True)
        self.assertEqual(plain.returncode, 1, plain.stderr)
        self.assertIn("'Leaves' is destroyed", plain.stdout)
        self.start_cluster()
        once = ["merge ", "unit 1", "unit 2", "unit 3"]
        self.assertEqual(self.run_array(), (sorted([*once, "unit 2"]), plain.stdout, "1\n"))
        # Without a second try a share is missing.
        runs, _, code = self.run_array(TRIES="0")
        self.assertEqual((runs, code), (once, "3\n"))


if __name__ == "__main__":
    unittest.main()
