# gig_room(<name> [ENTERS <room>...] [LIBRARIES <target>...])
#
# Builds server/<name>/*.cpp as library gig_<name>, server/<name>/*_test.cpp as one test program
# <name>_test, with GIG_FUZZ each server/<name>/*_fuzz.cpp as one fuzz target, and with GIG_BENCH
# each server/<name>/*_bench.cpp as one benchmark.
# The rooms that it enters are those of the table in tests/architecture_test.cpp.
function(gig_room name)
  cmake_parse_arguments(arg "" "" "ENTERS;LIBRARIES" ${ARGN})
  set(folder ${PROJECT_SOURCE_DIR}/server/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${folder}/*_test.cpp)
  file(GLOB fuzzers CONFIGURE_DEPENDS ${folder}/*_fuzz.cpp)
  file(GLOB benches CONFIGURE_DEPENDS ${folder}/*_bench.cpp)
  list(REMOVE_ITEM sources ${tests} ${fuzzers} ${benches} ${folder}/main.cpp)
  list(TRANSFORM arg_ENTERS PREPEND gig_)
  if(NOT sources)
    return()
  endif()

  add_library(gig_${name} STATIC ${sources})
  target_include_directories(gig_${name} PUBLIC ${PROJECT_SOURCE_DIR}/server)
  target_link_libraries(gig_${name} PUBLIC ${arg_ENTERS} ${arg_LIBRARIES})
  gig_precompile(gig_${name} gig_pch)
  target_compile_options(gig_${name} PRIVATE ${GIG_ROOM_OPTIONS})

  if(GIG_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE gig_${name} gig_testing)
    gig_precompile(${name}_test gig_test_pch)
    add_test(NAME ${name}_test COMMAND ${name}_test)
    set_tests_properties(${name}_test PROPERTIES TIMEOUT 300)
  endif()

  if(GIG_BENCH AND GIG_TESTS AND benches)
    find_package(benchmark REQUIRED)
    foreach(bench ${benches})
      get_filename_component(target ${bench} NAME_WE)
      add_executable(${target} ${bench})
      target_link_libraries(${target} PRIVATE gig_${name} gig_testing benchmark::benchmark)
    endforeach()
  endif()

  if(GIG_FUZZ)
    foreach(fuzzer ${fuzzers})
      get_filename_component(target ${fuzzer} NAME_WE)
      add_executable(${target} ${fuzzer})
      target_link_libraries(${target} PRIVATE gig_${name})
      target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    endforeach()
  endif()
endfunction()

# Shares one precompiled header: the standard library and Boost.JSON are most of what a file compiles.
function(gig_precompile target header)
  target_precompile_headers(${target} REUSE_FROM ${header})
endfunction()
