using AngleSharp.Common;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;
using AngleSharp.Html.Parser.Tokens.Struct;
using Ocw.Nde.Html.Building;

namespace Ocw.Nde.Html.Pages;

/// <summary>What AngleSharp's tree builder needs of an element: it builds our tree itself, so no second tree is ever made.</summary>
internal partial class PageElement : IConstructableElement, IConstructableNodeList
{
    private PageAttributeMap? _map;

    internal NodeFlags Flags { get; init; }

    /// <summary>The document that is being built; it counts what is done.</summary>
    internal PageBuild? Build { get; init; }

    StringOrMemory IConstructableNode.NodeName => Name;

    NodeFlags IConstructableNode.Flags => Flags;

    IConstructableNode? IConstructableNode.Parent
    {
        get => Parent;
        set => Parent = (PageElement?)value;
    }

    IConstructableNodeList IConstructableNode.ChildNodes => this;

    StringOrMemory IConstructableElement.NamespaceUri => Space;

    StringOrMemory IConstructableElement.LocalName => Name;

    StringOrMemory IConstructableElement.Prefix => Prefix;

    IConstructableNamedNodeMap IConstructableElement.Attributes => _map ??= new PageAttributeMap(_attributes ??= []);

    ISourceReference? IConstructableElement.SourceReference { get; set; }

    int IConstructableNodeList.Length => _children.Count;

    IConstructableNode IConstructableNodeList.this[int index]
    {
        get
        {
            Build!.CountSteps(1);
            return _children[index];
        }
    }

    void IConstructableNode.RemoveFromParent() => Parent?.Remove(this);

    void IConstructableNode.RemoveChild(IConstructableNode childNode) => Remove((PageNode)childNode);

    void IConstructableNode.RemoveNode(int idx, IConstructableNode childNode)
    {
        Build!.CountSteps(1 + ((_children.Count - idx) / 64));
        _children[idx].Parent = null;
        _children.RemoveAt(idx);
    }

    void IConstructableNode.InsertNode(int idx, IConstructableNode childNode)
    {
        Build!.CountSteps(1 + ((_children.Count - idx) / 64));
        var child = (PageNode)childNode;
        child.Parent = this;
        _children.Insert(idx, child);
    }

    void IConstructableNode.AddNode(IConstructableNode node)
    {
        Add((PageNode)node);
        Build!.Added(this, node as PageElement);
    }

    void IConstructableNode.AppendText(StringOrMemory text, bool emitWhiteSpaceOnly) => AddText(text.ToString());

    void IConstructableNode.InsertText(int idx, StringOrMemory text, bool emitWhiteSpaceOnly)
    {
        if (idx > 0 && _children[idx - 1] is PageText before)
            before.Append(text.ToString());
        else
            _children.Insert(idx, new PageText(text.ToString()) { Parent = this });
    }

    void IConstructableElement.SetAttribute(string? namespaceUri, StringOrMemory name, StringOrMemory value)
    {
        var qualified = name.ToString();
        var colon = qualified.IndexOf(':', StringComparison.Ordinal);
        Add(new PageAttribute(namespaceUri ?? "", qualified, namespaceUri is null || colon < 0 ? qualified : qualified[(colon + 1)..], value.ToString()));
    }

    void IConstructableElement.SetOwnAttribute(StringOrMemory name, StringOrMemory value)
    {
        var text = name.ToString();
        if (!Has(text) && Build!.AttributesAllowed(this, 1) == 1)
            Add(new PageAttribute("", text, text, value.ToString()));
    }

    StringOrMemory IConstructableElement.GetAttribute(StringOrMemory namespaceUri, StringOrMemory name) =>
        Find(namespaceUri.ToString(), name.ToString()) is { } value ? value : default(StringOrMemory);

    void IConstructableElement.SetAttributes(StructAttributes attributes)
    {
        var count = Build!.AttributesAllowed(this, attributes.Count);
        for (var i = 0; i < count; i++)
        {
            var given = attributes[i].Name.ToString();
            Add(new PageAttribute("", given, given, attributes[i].Value.ToString()));
        }
    }

    bool IConstructableElement.HasAttribute(StringOrMemory name) => Has(name.ToString());

    void IConstructableElement.SetupElement()
    {
    }

    void IConstructableElement.AddComment(ref StructHtmlToken token) => Add(new PageComment(token.Data.ToString()));

    IConstructableNode IConstructableElement.ShallowCopy() => Build!.Copy(this);

    void IConstructableNodeList.Clear() => _children.Clear();

    IEnumerator<IConstructableNode> IEnumerable<IConstructableNode>.GetEnumerator()
    {
        for (var i = 0; i < _children.Count; i++)
            yield return ((IConstructableNodeList)this)[i];
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => ((IEnumerable<IConstructableNode>)this).GetEnumerator();

    private void Remove(PageNode child)
    {
        // What is removed was mostly added last.
        var at = _children.LastIndexOf(child);
        Build!.CountSteps(_children.Count - Math.Max(at, 0));
        if (at < 0)
            return;
        child.Parent = null;
        _children.RemoveAt(at);
    }
}
