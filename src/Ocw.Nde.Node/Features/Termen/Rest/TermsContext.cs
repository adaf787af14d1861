using System.Text;

namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary>What the keys of the answers mean: the JSON-LD context that makes the same answer linked data.</summary>
internal static class TermsContext
{
    /// <summary>The context, as JSON.</summary>
    public static byte[] Json { get; } = Encoding.UTF8.GetBytes("""
        {"@version":1.1,"skos":"http://www.w3.org/2004/02/skos/core#","schema":"https://schema.org/","dcterms":"http://purl.org/dc/terms/","owl":"http://www.w3.org/2002/07/owl#","rdfs":"http://www.w3.org/2000/01/rdf-schema#","wgs84":"http://www.w3.org/2003/01/geo/wgs84_pos#",
        "uri":"@id","total":"schema:numberOfItems",
        "hits":{"@id":"schema:itemListElement","@container":"@list"},"suggestions":{"@id":"schema:itemListElement","@container":"@list"},"results":{"@id":"schema:itemListElement","@container":"@list"},
        "term":{"@id":"schema:item","@type":"@id"},"sources":{"@id":"schema:isBasedOn","@type":"@id"},
        "prefLabel":{"@id":"skos:prefLabel","@container":"@language"},"altLabel":{"@id":"skos:altLabel","@container":"@language"},"hiddenLabel":{"@id":"skos:hiddenLabel","@container":"@language"},
        "definition":{"@id":"skos:definition","@container":"@language"},"scopeNote":{"@id":"skos:scopeNote","@container":"@language"},"note":{"@id":"skos:note","@container":"@language"},
        "notation":"skos:notation","broader":{"@id":"skos:broader","@type":"@id"},"narrower":{"@id":"skos:narrower","@type":"@id"},"related":{"@id":"skos:related","@type":"@id"},
        "exactMatch":{"@id":"skos:exactMatch","@type":"@id"},"closeMatch":{"@id":"skos:closeMatch","@type":"@id"},"broadMatch":{"@id":"skos:broadMatch","@type":"@id"},"narrowMatch":{"@id":"skos:narrowMatch","@type":"@id"},"relatedMatch":{"@id":"skos:relatedMatch","@type":"@id"},
        "replacedBy":{"@id":"dcterms:isReplacedBy","@type":"@id"},"inScheme":{"@id":"skos:inScheme","@type":"@id"},"seeAlso":{"@id":"rdfs:seeAlso","@type":"@id"},"deprecated":"owl:deprecated","latitude":"wgs84:lat","longitude":"wgs84:long",
        "name":{"@id":"schema:name","@container":"@language"},"alternateName":{"@id":"schema:alternateName","@container":"@language"},"description":{"@id":"schema:description","@container":"@language"},
        "creator":{"@id":"schema:creator","@type":"@id"},"genre":{"@id":"schema:genre","@type":"@id"},"inLanguage":"schema:inLanguage","licence":{"@id":"schema:license","@type":"@id"},"attribution":"schema:creditText","mainEntityOfPage":{"@id":"schema:mainEntityOfPage","@type":"@id"}}
        """);
}
