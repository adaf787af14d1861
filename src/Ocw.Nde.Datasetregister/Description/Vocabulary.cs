using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Datasetregister.Description;

/// <summary>The vocabularies that descriptions are written in.</summary>
internal static class Vocabulary
{
    internal static Iri Schema(string name) => new("https://schema.org/" + name);

    internal static Iri Dcat(string name) => new("http://www.w3.org/ns/dcat#" + name);

    internal static Iri DcTerms(string name) => new("http://purl.org/dc/terms/" + name);

    internal static Iri Foaf(string name) => new("http://xmlns.com/foaf/0.1/" + name);

    internal static Iri VCard(string name) => new("http://www.w3.org/2006/vcard/ns#" + name);

    internal static Iri Adms(string name) => new("http://www.w3.org/ns/adms#" + name);

    internal static Iri Skos(string name) => new("http://www.w3.org/2004/02/skos/core#" + name);

    internal static Iri Spdx(string name) => new("http://spdx.org/rdf/terms#" + name);

    internal static Iri Void(string name) => new("http://rdfs.org/ns/void#" + name);

    internal static Iri VoidExt(string name) => new("http://ldf.fi/void-ext#" + name);

    internal static Iri Model(string name) => new(Rdf.Namespaces.ModelNs.Namespace + name);

    internal static Iri MediaType(string mediaType) => new("https://www.iana.org/assignments/media-types/" + mediaType);

    internal static Iri Eu(string list, string code) => new($"http://publications.europa.eu/resource/authority/{list}/{code}");
}
