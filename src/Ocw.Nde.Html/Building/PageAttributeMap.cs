using AngleSharp.Common;
using AngleSharp.Html.Construction;
using Ocw.Nde.Html.Pages;

namespace Ocw.Nde.Html.Building;

/// <summary>The attributes of an element as the tree builder compares them (HTML §13.2.4.3, the list of active formatting elements).</summary>
internal sealed class PageAttributeMap(List<PageAttribute> attributes) : IConstructableNamedNodeMap
{
    private readonly List<PageAttribute> _attributes = attributes;

    public int Length => _attributes.Count;

    public IConstructableAttr? this[StringOrMemory name] => _attributes.FirstOrDefault(a => name.Memory.Span.SequenceEqual(a.QualifiedName)) is { } found ? new Attr(found) : null;

    public bool SameAs(IConstructableNamedNodeMap? attributes) =>
        attributes is PageAttributeMap other && _attributes.Count == other._attributes.Count && _attributes.TrueForAll(other._attributes.Contains);

    private sealed class Attr(PageAttribute attribute) : IConstructableAttr
    {
        public StringOrMemory Name => attribute.QualifiedName;

        public StringOrMemory Value
        {
            get => attribute.Value;
            set => throw new InvalidOperationException("Attributes are set on their elements.");
        }
    }
}
