#ifndef OW_CLIBXML2_SHIM_H
#define OW_CLIBXML2_SHIM_H

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// Swift cannot call a function pointer that is a mutable C global.
static inline void ow_xml_free(void *memory) { xmlFree(memory); }

#endif
