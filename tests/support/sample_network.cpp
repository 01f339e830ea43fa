#include "tests/support/sample_network.h"

namespace weft {

const std::string_view sampleNetwork = R"({
  "weft": 1,
  "name": "sample",
  "graph": {
    "nodes": [
      { "id": "image", "type": "image", "params": { "channels": 3, "height": 16, "width": 16 } },
      { "id": "label", "type": "label" },
      {
        "id": "conv1",
        "type": "conv2d",
        "params": { "filters": 8, "padding": "same" },
        "inputs": { "x": "image.y" }
      },
      { "id": "relu1", "type": "relu", "inputs": { "x": "conv1.y" }, "later": [1, 2.50] },
      {
        "id": "stage",
        "type": "block",
        "block": "residual",
        "repeat": 2,
        "params": { "width": 8 },
        "inputs": { "x": "relu1.y" }
      },
      { "id": "conv2", "type": "conv2d", "params": { "filters": 8, "padding": "same" }, "inputs": { "x": "stage.y" } },
      {
        "id": "conv3",
        "type": "conv2d",
        "params": { "filters": 8, "padding": "same" },
        "inputs": { "x": "relu1.y" },
        "shares": "conv2"
      },
      { "id": "sum", "type": "add", "inputs": { "x": ["conv2.y", "conv3.y", "relu1.y"] } },
      { "id": "pool", "type": "global_avg_pool", "inputs": { "x": "sum.y" } },
      { "id": "drop", "type": "dropout", "inputs": { "x": "pool.y" } },
      { "id": "scores", "type": "dense", "params": { "units": 10 }, "inputs": { "x": "drop.y" } },
      { "id": "loss", "type": "cross_entropy", "inputs": { "x": "scores.y", "target": "label.y" } },
      { "id": "accuracy", "type": "accuracy", "inputs": { "x": "scores.y", "target": "label.y" } }
    ],
    "blocks": [
      {
        "name": "residual",
        "inputs": ["x"],
        "outputs": { "y": "join.y" },
        "params": [
          { "id": "width", "node": "first", "param": "filters", "value": 4 },
          { "id": "width", "node": "second", "param": "filters" }
        ],
        "nodes": [
          { "id": "first", "type": "conv2d", "params": { "padding": "same" }, "inputs": { "x": "in.x" } },
          { "id": "act", "type": "relu", "inputs": { "x": "first.y" } },
          { "id": "second", "type": "conv2d", "params": { "filters": 4, "padding": "same" }, "inputs": { "x": "act.y" } },
          { "id": "join", "type": "add", "inputs": { "x": ["in.x", "second.y"] } }
        ]
      }
    ]
  },
  "data": { "feeds": { "image": "pictures", "label": "class" } },
  "training": { "epochs": 3, "checkpoints": { "best_metric": "validation/accuracy" } },
  "view": {
    "nodes": {
      "accuracy": { "x": 1500.0, "y": 200.0 },
      "block:residual/act": { "x": 200.0, "y": 0.0 },
      "block:residual/first": { "x": 0.0, "y": 0.0 },
      "block:residual/join": { "x": 600.0, "y": 0.0 },
      "block:residual/second": { "x": 400.0, "y": 0.0 },
      "conv1": { "x": 200.0, "y": 0.0, "colour": "#336699" },
      "conv2": { "x": 800.0, "y": 0.0 },
      "conv3": { "x": 800.0, "y": 200.0 },
      "drop": { "x": 1100.0, "y": 0.0 },
      "image": { "x": 0.0, "y": 0.0 },
      "label": { "x": 0.0, "y": 300.0 },
      "loss": { "x": 1500.0, "y": 0.0 },
      "pool": { "x": 1000.0, "y": 0.0 },
      "relu1": { "x": 400.0, "y": 0.0 },
      "scores": { "x": 1300.0, "y": 0.0, "collapsed": true },
      "stage": { "x": 600.0, "y": 0.0 },
      "sum": { "x": 900.0, "y": 100.0 }
    },
    "wires": { "relu1.y > sum.x": [[500.0, 300.0], [850.0, 300.0]] },
    "frames": [
      { "title": "stem", "nodes": ["conv1", "relu1"] },
      { "title": "head", "colour": "#225522", "nodes": ["pool", "drop", "scores"] }
    ],
    "notes": [{ "text": "A sample.", "x": 0.0, "y": -200.0, "width": 240.0, "height": 120.0 }],
    "blocks": {
      "residual": {
        "wires": { "in.x > join.x": [[300.0, -80.0]] },
        "frames": [{ "title": "branch", "nodes": ["first", "act", "second"] }],
        "notes": [{ "text": "He et al. 2015", "x": 0.0, "y": -100.0, "width": 240.0, "height": 120.0 }]
      }
    },
    "bookmarks": { "1": { "block": "residual", "x": 10.0, "y": 20.0 } }
  },
  "future": { "kept": true }
}
)";

} // namespace weft
