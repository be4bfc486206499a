"""Ids that would hide a property of a document or a form from scripts.

A browser finds elements by their ids and names as properties of the document, of forms and of the
window, and a front end may keep them as keys of an object. Specification: HTML, "DOM tree
accessors" and "named access on the Window object"; the prefix is GitHub's and rehype-sanitize's.
"""

from typing import Final
from urllib.parse import unquote

from app.regex import regex

PREFIX: Final = "user-content-"
# The properties of `document`, of a form and of every object, without constants.
_NAMES: Final = (
    "__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ "
    "acceptCharset accessKey action activeElement activeViewTransition addEventListener "
    "adoptNode adoptedStyleSheets after alinkColor all anchors animate append appendChild "
    "applets assignedSlot attachInternals attachShadow attributeStyleMap attributes "
    "autocapitalize autocomplete autocorrect autofocus baseURI before bgColor blur body "
    "browsingTopics captureEvents caretPositionFromPoint caretRangeFromPoint characterSet "
    "charset checkValidity checkVisibility childElementCount childNodes children classList "
    "className clear click clientHeight clientLeft clientTop clientWidth cloneNode close "
    "closest compareDocumentPosition compatMode computedStyleMap constructor contains "
    "contentEditable contentType cookie createAttribute createAttributeNS createCDATASection "
    "createComment createDocumentFragment createElement createElementNS createEvent "
    "createExpression createNSResolver createNodeIterator createProcessingInstruction "
    "createRange createTextNode createTreeWalker currentCSSZoom currentScript "
    "customElementRegistry dataset defaultView designMode dir dispatchEvent doctype "
    "documentElement documentURI domain draggable editContext elementFromPoint elementTiming "
    "elements elementsFromPoint embeds encoding enctype enterKeyHint evaluate execCommand "
    "exitFullscreen exitPictureInPicture exitPointerLock featurePolicy fgColor firstChild "
    "firstElementChild focus focusGroup focusGroupStart fonts forms fragmentDirective "
    "fullscreen fullscreenElement fullscreenEnabled getAnimations getAttribute getAttributeNS "
    "getAttributeNames getAttributeNode getAttributeNodeNS getBoundingClientRect "
    "getClientRects getElementById getElementsByClassName getElementsByName "
    "getElementsByTagName getElementsByTagNameNS getHTML getRootNode getSelection "
    "hasAttribute hasAttributeNS hasAttributes hasChildNodes hasFocus hasOwnProperty "
    "hasPointerCapture hasPrivateToken hasRedemptionRecord hasStorageAccess "
    "hasUnpartitionedCookieAccess head hidden hidePopover id images implementation importNode "
    "inert innerHTML innerText inputEncoding inputMode insertAdjacentElement "
    "insertAdjacentHTML insertAdjacentText insertBefore isConnected isContentEditable "
    "isDefaultNamespace isEqualNode isPrototypeOf isSameNode lang lastChild lastElementChild "
    "lastModified length linkColor links localName location lookupNamespaceURI lookupPrefix "
    "matches method moveBefore name namespaceURI nextElementSibling nextSibling noValidate "
    "nodeName nodeType nodeValue nonce normalize offsetHeight offsetLeft offsetParent "
    "offsetTop offsetWidth onabort onanimationcancel onanimationend onanimationiteration "
    "onanimationstart onauxclick onbeforecopy onbeforecut onbeforeinput onbeforematch "
    "onbeforepaste onbeforetoggle onbeforexrselect onblur oncancel oncanplay oncanplaythrough "
    "onchange onclick onclose oncommand oncontentvisibilityautostatechange oncontextlost "
    "oncontextmenu oncontextrestored oncopy oncuechange oncut ondblclick ondrag ondragend "
    "ondragenter ondragleave ondragover ondragstart ondrop ondurationchange onemptied onended "
    "onerror onfocus onformdata onfreeze onfullscreenchange onfullscreenerror "
    "ongotpointercapture oninput oninvalid onkeydown onkeypress onkeyup onload onloadeddata "
    "onloadedmetadata onloadstart onlostpointercapture onmousedown onmouseenter onmouseleave "
    "onmousemove onmouseout onmouseover onmouseup onmousewheel onpaste onpause onplay "
    "onplaying onpointercancel onpointerdown onpointerenter onpointerleave "
    "onpointerlockchange onpointerlockerror onpointermove onpointerout onpointerover "
    "onpointerrawupdate onpointerup onprerenderingchange onprogress onratechange "
    "onreadystatechange onreset onresize onresume onscroll onscrollend onscrollsnapchange "
    "onscrollsnapchanging onsearch onsecuritypolicyviolation onseeked onseeking onselect "
    "onselectionchange onselectstart onslotchange onstalled onsubmit onsuspend ontimeupdate "
    "ontoggle ontransitioncancel ontransitionend ontransitionrun ontransitionstart "
    "onvisibilitychange onvolumechange onwaiting onwheel open outerHTML outerText "
    "ownerDocument parentElement parentNode part pictureInPictureElement "
    "pictureInPictureEnabled plugins pointerLockElement popover prefix prepend prerendering "
    "previousElementSibling previousSibling propertyIsEnumerable pseudo queryCommandEnabled "
    "queryCommandIndeterm queryCommandState queryCommandSupported queryCommandValue "
    "querySelector querySelectorAll readyState referrer rel relList releaseEvents "
    "releasePointerCapture remove removeAttribute removeAttributeNS removeAttributeNode "
    "removeChild removeEventListener replaceChild replaceChildren replaceWith reportValidity "
    "requestFullscreen requestPointerLock requestStorageAccess requestSubmit reset role "
    "rootElement scripts scroll scrollBy scrollHeight scrollIntoView scrollIntoViewIfNeeded "
    "scrollLeft scrollTo scrollTop scrollWidth scrollingElement setAttribute setAttributeNS "
    "setAttributeNode setAttributeNodeNS setHTML setHTMLUnsafe setPointerCapture shadowRoot "
    "showPopover slot spellcheck startViewTransition style styleSheets submit tabIndex "
    "tagName target textContent timeline title toLocaleString toString toggleAttribute "
    "togglePopover translate valueOf virtualKeyboardPolicy visibilityState vlinkColor "
    "wasDiscarded when write writeln writingSuggestions xmlEncoding xmlStandalone xmlVersion "
)
_PROPERTIES: Final = frozenset(_NAMES.split())
# `ariaLabel` and its like, and those of one browser.
_FAMILIES: Final = regex(r"(?:aria|webkit)[A-Z][A-Za-z]*")


def safe_id(identity: str) -> str:
    """Return an id that an author wrote, with a prefix if it is the name of a property."""
    if identity in _PROPERTIES or _FAMILIES.fullmatch(identity):
        return f"{PREFIX}{identity}"
    return identity


def leads_to_prefixed(url: str) -> bool:
    """Return True if the fragment of a URL may be an id that has a prefix."""
    _, sign, fragment = url.partition("#")
    return bool(sign) and safe_id(name := unquote(fragment)) != name
