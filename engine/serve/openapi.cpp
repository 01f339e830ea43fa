#include "engine/serve/page.h"

namespace weft {

const std::string_view serveDescription = R"JSON({
  "openapi": "3.0.3",
  "info": {
    "title": "Weft",
    "version": "1",
    "description": "Trained networks: the Open Inference Protocol v2 with binary tensors, and /predict for pictures and rows. Numbers are as the network's data has them; the server transforms them as in training. Errors are {\"error\": sentence}."
  },
  "security": [{}, { "token": [] }],
  "paths": {
    "/predict": { "post": {
      "summary": "Classes with probabilities, or values, of a PNG or JPEG, or of numbers",
      "parameters": [
        { "name": "model", "in": "query", "schema": { "type": "string" }, "description": "Else the first" },
        { "name": "version", "in": "query", "schema": { "type": "string" }, "description": "Else the highest" },
        { "name": "top", "in": "query", "schema": { "type": "integer", "minimum": 1, "default": 5 } }],
      "requestBody": { "required": true, "content": {
        "image/png": { "schema": { "type": "string", "format": "binary" } },
        "image/jpeg": { "schema": { "type": "string", "format": "binary" } },
        "application/json": { "schema": { "oneOf": [
          { "type": "array", "items": {}, "description": "The numbers of one sample or of several, nested or not" },
          { "type": "object", "properties": { "inputs": { "type": "object", "additionalProperties": { "type": "array", "items": {} } } } },
          { "type": "object", "required": ["rows"], "properties": { "rows": { "type": "array", "items": { "type": "object" }, "description": "Columns of the table that the network was trained on, by their names; null for a gap" } } }] },
          "example": [5.1, 3.5, 1.4, 0.2] } } },
      "responses": {
        "200": { "description": "One entry of samples for each sample", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Predicted" } } } },
        "default": { "$ref": "#/components/responses/Error" } } } },
    "/v2": { "get": { "summary": "The server", "responses": { "200": { "description": "Name, version and extensions" }, "default": { "$ref": "#/components/responses/Error" } } } },
    "/v2/health/live": { "get": { "security": [{}], "summary": "The process answers", "responses": { "200": { "description": "It does" } } } },
    "/v2/health/ready": { "get": { "security": [{}], "summary": "Every model can be asked", "responses": { "200": { "description": "Yes" }, "503": { "description": "Not yet, or a device has failed" } } } },
    "/v2/models/{model}": { "parameters": [{ "$ref": "#/components/parameters/model" }],
      "get": { "summary": "Inputs and outputs of a model", "responses": { "200": { "description": "Metadata" }, "default": { "$ref": "#/components/responses/Error" } } } },
    "/v2/models/{model}/versions/{version}": { "parameters": [{ "$ref": "#/components/parameters/model" }, { "$ref": "#/components/parameters/version" }],
      "get": { "summary": "Likewise of one version", "responses": { "200": { "description": "Metadata" }, "default": { "$ref": "#/components/responses/Error" } } } },
    "/v2/models/{model}/ready": { "parameters": [{ "$ref": "#/components/parameters/model" }],
      "get": { "summary": "Whether the model can be asked", "responses": { "200": { "description": "Yes" }, "default": { "$ref": "#/components/responses/Error" } } } },
    "/v2/models/{model}/versions/{version}/ready": { "parameters": [{ "$ref": "#/components/parameters/model" }, { "$ref": "#/components/parameters/version" }],
      "get": { "summary": "Likewise one version", "responses": { "200": { "description": "Yes" }, "default": { "$ref": "#/components/responses/Error" } } } },
    "/v2/models/{model}/infer": { "parameters": [{ "$ref": "#/components/parameters/model" }],
      "post": { "summary": "Tensors in, tensors out", "requestBody": { "$ref": "#/components/requestBodies/Infer" },
        "responses": { "200": { "$ref": "#/components/responses/Inferred" }, "default": { "$ref": "#/components/responses/Error" } } } },
    "/v2/models/{model}/versions/{version}/infer": { "parameters": [{ "$ref": "#/components/parameters/model" }, { "$ref": "#/components/parameters/version" }],
      "post": { "summary": "Likewise of one version", "requestBody": { "$ref": "#/components/requestBodies/Infer" },
        "responses": { "200": { "$ref": "#/components/responses/Inferred" }, "default": { "$ref": "#/components/responses/Error" } } } },
    "/v2/repository/index": { "post": { "summary": "The models that are served", "responses": { "200": { "description": "Names, versions and states" }, "default": { "$ref": "#/components/responses/Error" } } } },
    "/v2/repository/models/{model}/load": { "parameters": [{ "$ref": "#/components/parameters/model" }],
      "post": { "security": [{ "token": [] }], "summary": "Load the model anew while the old one goes on answering", "responses": { "200": { "description": "Loaded" }, "default": { "$ref": "#/components/responses/Error" } } } },
    "/metrics": { "get": { "summary": "Counters for Prometheus", "responses": { "200": { "description": "Text format 0.0.4", "content": { "text/plain": {} } } } } },
    "/openapi.json": { "get": { "summary": "This description", "responses": { "200": { "description": "OpenAPI 3.0" } } } },
    "/": { "get": { "security": [{}], "summary": "A page for people", "responses": { "200": { "description": "HTML", "content": { "text/html": {} } } } } }
  },
  "components": {
    "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
    "parameters": {
      "model": { "name": "model", "in": "path", "required": true, "schema": { "type": "string" } },
      "version": { "name": "version", "in": "path", "required": true, "schema": { "type": "string" } } },
    "requestBodies": { "Infer": { "required": true, "description": "With the field Inference-Header-Content-Length the JSON is that long, and tensors with the parameter binary_data_size follow it as little-endian bytes", "content": {
      "application/json": { "schema": { "$ref": "#/components/schemas/InferRequest" } },
      "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } } } },
    "responses": {
      "Inferred": { "description": "The outputs; numbers that are not finite are null in JSON and exact in binary", "content": {
        "application/json": { "schema": { "type": "object", "properties": { "model_name": { "type": "string" }, "model_version": { "type": "string" }, "id": { "type": "string" }, "outputs": { "type": "array", "items": { "$ref": "#/components/schemas/Tensor" } } } } },
        "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } } },
      "Error": { "description": "What is wrong; 503 with Retry-After if too much is asked", "content": { "application/json": { "schema": { "type": "object", "required": ["error"], "properties": { "error": { "type": "string" } } } } } } },
    "schemas": {
      "Tensor": { "type": "object", "required": ["name", "shape", "datatype"], "properties": {
        "name": { "type": "string" }, "shape": { "type": "array", "items": { "type": "integer" } },
        "datatype": { "type": "string", "enum": ["FP32", "FP64", "INT32", "UINT8"] },
        "parameters": { "type": "object" }, "data": { "type": "array", "items": {} } } },
      "InferRequest": { "type": "object", "required": ["inputs"], "properties": {
        "id": { "type": "string" },
        "inputs": { "type": "array", "items": { "$ref": "#/components/schemas/Tensor" } },
        "outputs": { "type": "array", "items": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" }, "parameters": { "type": "object", "properties": { "binary_data": { "type": "boolean" } } } } } },
        "parameters": { "type": "object", "properties": { "binary_data_output": { "type": "boolean" } } } } },
      "Predicted": { "type": "object", "properties": {
        "model": { "type": "string" }, "version": { "type": "string" },
        "warnings": { "type": "array", "items": { "type": "string" }, "description": "Of rows, if there is something to be said: words that the training never met, which count as missing, and columns that it did not have" },
        "samples": { "type": "array", "items": { "type": "object", "properties": { "predictions": { "type": "array", "items": { "type": "object", "properties": {
          "node": { "type": "string" }, "kind": { "type": "string" }, "shape": { "type": "array", "items": { "type": "integer" } },
          "classes": { "type": "array", "items": { "type": "object", "properties": { "class": { "type": "string" }, "probability": { "type": "number" } } } },
          "values": { "type": "array", "items": { "type": "number", "nullable": true } } } } } } } } } }
    }
  }
}
)JSON";

} // namespace weft
