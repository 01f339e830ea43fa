# cmake -DOUTPUT=file.cpp "-DFILES=a.cu;b.cu" -P embed.cmake: the texts of the files as string constants. They are called
# weft::cuda::kernelTexts, or NAMESPACE::NAMETexts.
if(NOT NAMESPACE)
  set(NAMESPACE weft::cuda)
  set(NAME kernel)
endif()
set(rows "")
set(count 0)
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  # GCC takes literals of any length, but others stop at 16 KB: neighbours are joined.
  string(LENGTH "${text}" length)
  set(literals "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${text}" ${at} 8000 piece)
    string(APPEND literals "R\"WEFT(${piece})WEFT\"\n")
    math(EXPR at "${at} + 8000")
  endwhile()
  string(APPEND rows "    {\"${name}\", ${literals}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include <string_view>
#include <utility>

namespace ${NAMESPACE} {
extern const std::pair<std::string_view, std::string_view> ${NAME}Texts[];
extern const int ${NAME}TextCount;
const std::pair<std::string_view, std::string_view> ${NAME}Texts[] = {
${rows}};
const int ${NAME}TextCount = ${count};
}
")
