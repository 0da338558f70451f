"""What a run says: on the screen, in log.txt, and as curves.csv."""

import csv
import os
import time


class Journal:
    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.folder, self.began = folder, time.time()
        self.curves = os.path.join(folder, "curves.csv")
        self.log = os.path.join(folder, "log.txt")

    def seconds(self):
        return time.time() - self.began

    def say(self, text):
        line = f"[{self.seconds():6.1f} s] {text}"
        print(line, flush=True)
        with open(self.log, "a") as file:
            file.write(line + "\n")

    def scores(self, title, scores):
        self.say(f"{title}: " + ", ".join(f"{name} {value:.3f}" for name, value in scores.items()))

    def curve(self, stage, step, images, values):
        """One row per value: seconds, stage, step, images, name, value."""
        fresh = not os.path.exists(self.curves)
        with open(self.curves, "a", newline="") as file:
            writer = csv.writer(file)
            if fresh:
                writer.writerow(["seconds", "stage", "step", "images", "name", "value"])
            for name, value in values.items():
                writer.writerow([f"{self.seconds():.1f}", stage, step, images, name, f"{value:.6g}"])
