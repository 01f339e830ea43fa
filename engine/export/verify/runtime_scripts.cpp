#include "engine/export/verify/runtime_scripts.h"

namespace weft {

const char* const pythonScript = R"py(
import json, os, sys
try:
    import numpy, onnxruntime
except ImportError:
    sys.exit(3)
folder = sys.argv[1]
results = []
for job in json.load(open(os.path.join(folder, "job.json"))):
    try:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(job["model"], options, providers=["CPUExecutionProvider"])
        feeds = {i["name"]: numpy.fromfile(os.path.join(folder, i["file"]), i["type"]).reshape(i["shape"])
                 for i in job["inputs"]}
        answers = session.run([o["name"] for o in job["outputs"]], feeds)
        for o, answer in zip(job["outputs"], answers):
            answer.astype("float32").tofile(os.path.join(folder, o["file"]))
        results.append({"shapes": [list(answer.shape) for answer in answers]})
    except Exception as error:
        results.append({"error": str(error)})
print(json.dumps({"runtime": "ONNX Runtime " + onnxruntime.__version__, "results": results}))
)py";

const char* const opencvScript = R"py(
import json, os, sys
try:
    import numpy, cv2
    cv2.dnn.readNetFromONNX
except (ImportError, AttributeError):
    sys.exit(3)
folder = sys.argv[1]
results = []
for job in json.load(open(os.path.join(folder, "job.json"))):
    try:
        net = cv2.dnn.readNetFromONNX(job["model"])
        for i in job["inputs"]:
            numbers = numpy.fromfile(os.path.join(folder, i["file"]), i["type"]).reshape(i["shape"])
            net.setInput(numbers.astype("float32"), i["name"])
        shapes = []
        for o in job["outputs"]:
            answer = net.forward(o["name"])
            answer.astype("float32").tofile(os.path.join(folder, o["file"]))
            shapes.append(list(answer.shape))
        results.append({"shapes": shapes})
    except Exception as error:
        results.append({"error": str(error).strip().splitlines()[-1]})
print(json.dumps({"runtime": "OpenCV dnn " + cv2.__version__, "results": results}))
)py";

// The package is looked for in the working folder, in $NODE_PATH and where npm installs for everybody.
const char* const nodeScript = R"js(
const fs = require('fs'), path = require('path');
const folder = process.argv[1];
const places = [process.cwd(), ...(process.env.NODE_PATH || '').split(':').filter(Boolean).map(p => path.dirname(p)),
                path.join(path.dirname(process.execPath), '..', 'lib')];
let ort, name;
for (name of ['onnxruntime-node', 'onnxruntime-web']) {
    try {
        ort = require(require.resolve(name, {paths: places}));
        break;
    } catch (error) {
        ort = undefined;
    }
}
if (!ort)
    process.exit(3);
ort.env.logLevel = 'error';
if (name === 'onnxruntime-web')
    ort.env.wasm.numThreads = 1;
const arrays = {float32: Float32Array, float64: Float64Array, int32: Int32Array, uint8: Uint8Array};
function numbers(file, type) {
    const bytes = fs.readFileSync(path.join(folder, file));
    return new arrays[type](bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
async function run(job) {
    const options = {executionProviders: [name === 'onnxruntime-web' ? 'wasm' : 'cpu'], externalData: []};
    for (const file of job.data)
        options.externalData.push({path: path.basename(file), data: new Uint8Array(fs.readFileSync(file))});
    const model = name === 'onnxruntime-web' ? new Uint8Array(fs.readFileSync(job.model)) : job.model;
    const session = await ort.InferenceSession.create(model, options);
    const feeds = {};
    for (const i of job.inputs)
        feeds[i.name] = new ort.Tensor(i.type, numbers(i.file, i.type), i.shape);
    const answers = await session.run(feeds);
    const shapes = [];
    for (const o of job.outputs) {
        const answer = answers[o.name];
        fs.writeFileSync(path.join(folder, o.file), Buffer.from(Float32Array.from(answer.data).buffer));
        shapes.push(Array.from(answer.dims));
    }
    await session.release();
    return {shapes};
}
(async () => {
    const results = [];
    for (const job of JSON.parse(fs.readFileSync(path.join(folder, 'job.json'), 'utf8'))) {
        try {
            results.push(await run(job));
        } catch (error) {
            results.push({error: String(error.message || error)});
        }
    }
    const version = ort.env.versions[name === 'onnxruntime-web' ? 'web' : 'node'] || ort.env.versions.common;
    console.log(JSON.stringify({runtime: 'ONNX Runtime ' + version + ' (' + name + ')', results}));
})();
)js";

} // namespace weft
