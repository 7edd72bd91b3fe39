// libedit is loaded when a conversation begins, not when the program starts: these wrappers call it
// through the addresses of its functions. Swift cannot call variadic functions itself.
#include <histedit.h>

typedef int (*ow_el_set_function)(EditLine *, int, ...);
typedef int (*ow_history_function)(History *, HistEvent *, int, ...);

static inline int ow_set_text(ow_el_set_function set, EditLine *el, int option, const char *text) {
    return set(el, option, text);
}

static inline int ow_set_number(ow_el_set_function set, EditLine *el, int option, int number) {
    return set(el, option, number);
}

static inline int ow_set_prompt(ow_el_set_function set, EditLine *el, char *(*prompt)(EditLine *)) {
    return set(el, EL_PROMPT, prompt);
}

static inline int ow_set_reader(ow_el_set_function set, EditLine *el, int (*reader)(EditLine *, wchar_t *)) {
    return set(el, EL_GETCFN, reader);
}

static inline int ow_set_history(ow_el_set_function set, EditLine *el, ow_history_function history, History *h) {
    return set(el, EL_HIST, history, h);
}

static inline int ow_add_function(
    ow_el_set_function set, EditLine *el, const char *name, const char *help,
    unsigned char (*function)(EditLine *, int)
) {
    return set(el, EL_ADDFN, name, help, function);
}

static inline int ow_bind(ow_el_set_function set, EditLine *el, const char *key, const char *name) {
    return set(el, EL_BIND, key, name, (char *)0);
}

static inline int ow_history_size(ow_history_function history, History *h, int size) {
    HistEvent event;
    return history(h, &event, H_SETSIZE, size);
}

static inline int ow_history_enter(ow_history_function history, History *h, const char *line) {
    HistEvent event;
    return history(h, &event, H_ENTER, line);
}
