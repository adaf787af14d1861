namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary>The schemas of the answers (JSON Schema 2020-12).</summary>
internal static class OpenApiSchemas
{
    /// <summary>The schemas by name.</summary>
    public const string Json = """
        {
          "Texts": {"type": "object", "description": "Texts by language tag; @none for those without.", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
          "Reference": {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string"}, "label": {"type": "string"}}},
          "References": {"type": "array", "items": {"$ref": "#/components/schemas/Reference"}},
          "Strings": {"type": "array", "items": {"type": "string"}},
          "Fault": {"type": "object", "required": ["code", "message"], "properties": {"code": {"type": "string"}, "message": {"type": "string"}}},
          "Origin": {"type": "string", "enum": ["kept", "live", "lastGood"]},
          "Hit": {"type": "object", "required": ["uri", "label", "matchedLabel", "score", "reason", "source"], "properties": {
            "uri": {"type": "string"}, "label": {"type": "string"}, "language": {"type": "string"}, "prefLabel": {"$ref": "#/components/schemas/Texts"}, "matchedLabel": {"type": "string"}, "hint": {"type": "string"},
            "score": {"type": "number", "minimum": 0, "maximum": 1}, "reason": {"type": "string"}, "deprecated": {"type": "boolean"}, "source": {"type": "string"},
            "alsoIn": {"type": "array", "items": {"type": "object", "required": ["uri", "source"], "properties": {"uri": {"type": "string"}, "source": {"type": "string"}}}}}},
          "SourceState": {"type": "object", "required": ["origin"], "properties": {
            "id": {"type": "string"}, "uri": {"type": "string"}, "title": {"type": "string"}, "asked": {"type": "string"}, "origin": {"$ref": "#/components/schemas/Origin"},
            "copyFrom": {"type": "string", "format": "date-time"}, "fault": {"$ref": "#/components/schemas/Fault"}, "found": {"type": "integer"}}},
          "SearchAnswer": {"type": "object", "required": ["query", "total", "offset", "limit", "hits", "sources"], "properties": {
            "@context": {}, "query": {"type": "string"}, "total": {"type": "integer"}, "offset": {"type": "integer"}, "limit": {"type": "integer"},
            "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}}, "facets": {"$ref": "#/components/schemas/Facets"}, "sources": {"type": "array", "items": {"$ref": "#/components/schemas/SourceState"}}, "next": {"type": "string"}}},
          "Facets": {"type": "object", "required": ["kind", "type"], "properties": {"kind": {"$ref": "#/components/schemas/Counts"}, "type": {"$ref": "#/components/schemas/Counts"}}},
          "Counts": {"type": "array", "items": {"type": "object", "required": ["value", "count"], "properties": {"value": {"type": "string"}, "count": {"type": "integer"}}}},
          "SourcePart": {"type": "object", "properties": {"source": {"$ref": "#/components/schemas/SourceState"}, "total": {"type": "integer"}, "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}}}},
          "SuggestAnswer": {"type": "object", "required": ["query", "suggestions"], "properties": {"@context": {}, "query": {"type": "string"}, "suggestions": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}}}},
          "LookupQuestion": {"type": "object", "required": ["uris"], "properties": {"uris": {"type": "array", "minItems": 1, "maxItems": 500, "items": {"type": "string"}}}},
          "LookupAnswer": {"type": "object", "required": ["results"], "properties": {"@context": {}, "results": {"type": "array", "items": {"type": "object", "required": ["asked", "found", "origin"], "properties": {
            "asked": {"type": "string"}, "found": {"type": "boolean"}, "source": {"type": "string"}, "origin": {"$ref": "#/components/schemas/Origin"}, "copyFrom": {"type": "string", "format": "date-time"},
            "fault": {"$ref": "#/components/schemas/Fault"}, "term": {"$ref": "#/components/schemas/Term"}}}}}},
          "Term": {"type": "object", "required": ["uri"], "properties": {
            "uri": {"type": "string"}, "prefLabel": {"$ref": "#/components/schemas/Texts"}, "altLabel": {"$ref": "#/components/schemas/Texts"}, "hiddenLabel": {"$ref": "#/components/schemas/Texts"},
            "definition": {"$ref": "#/components/schemas/Texts"}, "scopeNote": {"$ref": "#/components/schemas/Texts"}, "note": {"$ref": "#/components/schemas/Texts"}, "notation": {"$ref": "#/components/schemas/Strings"},
            "broader": {"$ref": "#/components/schemas/References"}, "narrower": {"$ref": "#/components/schemas/References"}, "narrowerCount": {"type": "integer"}, "related": {"$ref": "#/components/schemas/References"},
            "exactMatch": {"$ref": "#/components/schemas/References"}, "closeMatch": {"$ref": "#/components/schemas/References"}, "broadMatch": {"$ref": "#/components/schemas/References"},
            "narrowMatch": {"$ref": "#/components/schemas/References"}, "relatedMatch": {"$ref": "#/components/schemas/References"}, "replacedBy": {"$ref": "#/components/schemas/References"},
            "inScheme": {"$ref": "#/components/schemas/Strings"}, "seeAlso": {"$ref": "#/components/schemas/Strings"}, "kind": {"$ref": "#/components/schemas/Strings"},
            "birth": {"type": "integer"}, "death": {"type": "integer"}, "latitude": {"type": "number"}, "longitude": {"type": "number"}, "deprecated": {"type": "boolean"}}},
          "SourcesAnswer": {"type": "object", "required": ["sources"], "properties": {"@context": {}, "sources": {"type": "array", "items": {"$ref": "#/components/schemas/Source"}}}},
          "Source": {"type": "object", "required": ["uri", "id", "name", "mode", "mayBeKept", "permission"], "properties": {
            "uri": {"type": "string"}, "id": {"type": "string"}, "name": {"$ref": "#/components/schemas/Texts"}, "alternateName": {"$ref": "#/components/schemas/Texts"}, "description": {"$ref": "#/components/schemas/Texts"},
            "creator": {"type": "array", "items": {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string"}, "name": {"$ref": "#/components/schemas/Texts"}, "alternateName": {"$ref": "#/components/schemas/Texts"}}}},
            "genre": {"$ref": "#/components/schemas/Strings"}, "inLanguage": {"$ref": "#/components/schemas/Strings"}, "termPrefix": {"$ref": "#/components/schemas/Strings"}, "mode": {"type": "string", "enum": ["kept", "live", "both"]},
            "licence": {"type": "string"}, "attribution": {"type": "string"}, "mayBeKept": {"type": "boolean"}, "permission": {"type": "string"}, "copyFrom": {"type": "string", "format": "date-time"},
            "terms": {"type": "integer"}, "labels": {"type": "integer"}, "available": {"type": "boolean"}, "lastChecked": {"type": "string", "format": "date-time"}, "mirrorOf": {"type": "string"}, "mainEntityOfPage": {"type": "string"}}},
          "Problem": {"type": "object", "required": ["type", "title", "status"], "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
            "errors": {"type": "array", "items": {"type": "object", "properties": {"parameter": {"type": "string"}, "nl": {"type": "string"}, "en": {"type": "string"}}}}}}
        }
        """;
}
