# cmake -DJOIN=program -DWORK=folder -P join_api_test.cmake: what join_api joins, and what it refuses.
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})

# Joins the given texts as a.yaml, b.yaml...; leaves `result`, `message` and `joined`.
macro(join)
  set(files)
  set(names a b c)
  foreach(text IN ITEMS ${ARGV})
    list(POP_FRONT names name)
    string(REPLACE "|" "\n" text "${text}")
    file(WRITE ${WORK}/${name}.yaml "${text}\n")
    list(APPEND files ${WORK}/${name}.yaml)
  endforeach()
  file(REMOVE ${WORK}/out.json)
  execute_process(COMMAND ${JOIN} ${WORK}/out.json ${files} RESULT_VARIABLE result ERROR_VARIABLE message)
  set(joined "")
  if(EXISTS ${WORK}/out.json)
    file(READ ${WORK}/out.json joined)
  endif()
endmacro()

function(expect_joined expected)
  join(${ARGN})
  if(NOT joined STREQUAL "${expected}\n")
    message(SEND_ERROR "expected ${expected}\ngot ${joined}${message}")
  endif()
endfunction()

function(expect_refused expected)
  join(${ARGN})
  string(FIND "${message}" "${expected}" at)
  if(NOT result EQUAL 2 OR NOT at EQUAL 0 OR NOT joined STREQUAL "")
    message(SEND_ERROR "expected a refusal with ${expected}\ngot ${result} ${message}${joined}")
  endif()
endfunction()

set(operation "get: {operationId: read_a}")
expect_joined([[{"paths":{"/b":{"get":{"operationId":"read_b"}},"/a":{"get":{"operationId":"read_a"}}}}]]
  "paths: {/b: {get: {operationId: read_b}}}" "paths: {/a: {${operation}}}")
expect_joined([[{"paths":{},"components":{"schemas":{"B":{"n":1.50,"s":"1.50","t":true,"u":"true","v":null},"A":{"$ref":"#/components/schemas/B"}}}}]]
  "paths: {}|components: {schemas: {B: {n: 1.50, s: '1.50', t: true, u: 'true', v: null}}}"
  "components: {schemas: {A: {$ref: '#/components/schemas/B'}}}")
expect_joined([[{"paths":{},"x~/y":[-1,1e3],"info":"two lines \"quoted\" 零工","r":{"$ref":"#/x~0~1y"}}]]
  "paths: {}|x~/y: [-1, 1e3]|info: >-|  two lines|  \"quoted\" 零工|r: {$ref: '#/x~0~1y'}")

expect_refused("b.yaml:2: /a is already at a.yaml:1" "paths: {/a: {${operation}}}" "paths:|  /a: {}")
expect_refused("b.yaml:1: B is already at a.yaml:2"
  "paths: {}|components: {schemas: {B: {}}}" "components: {schemas: {B: {}}}")
expect_refused("a.yaml:3: a second key x" "paths: {}|x: 1|x: 2")
expect_refused("b.yaml:1: info is already at a.yaml:2" "paths: {}|info: 1" "info: 2")
expect_refused("b.yaml:2: operationId read_a is already at a.yaml:1"
  "paths: {/a: {${operation}}}" "paths:|  /b: {get: {operationId: read_a}}")
expect_refused("a.yaml:2: $ref to nothing: #/components/schemas/C" "paths: {}|x: {$ref: '#/components/schemas/C'}")
expect_refused("a.yaml:2: $ref must be text" "paths: {}|x: {$ref: 'other.yaml#/x'}")
expect_refused("a.yaml:2: nothing may stand beside $ref" "paths: {}|x: {$ref: '#/paths', y: 1}")
expect_refused("a.yaml:2: an anchor" "paths: {}|x: &name 1")
expect_refused("a.yaml:2: a merge key" "paths: {}|x: {<<: {y: 1}}")
foreach(plain yes Off True 0x10 007 .5 12:30 2026-11-25 1_000)
  expect_refused("a.yaml:2: quote the value ${plain}" "paths: {}|x: ${plain}")
endforeach()
expect_refused("a.yaml:2: quote the key 200" "paths: {}|200: x")
expect_refused("a.yaml:2: " "paths: {}|x: [1")
expect_refused("a.yaml:1: not a map" "- 1")
expect_refused("a.yaml:2: a tag" "paths: {}|x: !!str 1")

execute_process(COMMAND ${JOIN} ${WORK}/out.json RESULT_VARIABLE result ERROR_QUIET)
if(NOT result EQUAL 2)
  message(SEND_ERROR "join_api without files must answer 2, not ${result}")
endif()
