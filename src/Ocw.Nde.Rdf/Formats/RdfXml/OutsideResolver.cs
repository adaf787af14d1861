using System.Xml;

namespace Ocw.Nde.Rdf.Formats.RdfXml;

/// <summary>Opens nothing. An external DTD reads as empty; an external entity in the content is a fault, since leaving it out would change the data.</summary>
internal sealed class OutsideResolver : XmlResolver
{
    private static readonly Uri Outside = new("about:outside");

    /// <summary>Whether the root element has begun.</summary>
    internal bool InContent { get; set; }

    public override Uri ResolveUri(Uri? baseUri, string? relativeUri) => Outside;

    public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
        InContent ? throw new XmlException("An external entity is never read.") : new MemoryStream([], writable: false);
}
