using System.Text;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Lifting;

/// <summary>A field of a source: a column, a JSON property, an XML element or attribute, or a predicate of a class; one object per path for all records.</summary>
internal sealed class Field
{
    private readonly List<Field> _children = [];
    private readonly FieldTree _tree;

    internal Field(FieldTree tree, Field? parent, string name, string path, bool denied, FieldUse use, bool confidentialMark)
    {
        _tree = tree;
        Parent = parent;
        Name = name;
        Utf8Name = Encoding.UTF8.GetBytes(name);
        Path = path;
        IsDenied = denied;
        Use = use;
        IsConfidentialMark = confidentialMark;
    }

    /// <summary>What stands between the parts of paths in its source.</summary>
    public char Separator => _tree.Separator;

    /// <summary>The field in which it stands.</summary>
    public Field? Parent { get; }

    /// <summary>The name without its path; an attribute begins with <c>@</c>.</summary>
    public string Name { get; }

    /// <summary>The name in UTF-8.</summary>
    public byte[] Utf8Name { get; }

    /// <summary>The path from the record: <c>contributors.fc</c>, <c>Production/creator</c>, <c>edm:ProvidedCHO/dc:title</c>.</summary>
    public string Path { get; }

    /// <summary>The predicate to an element of this name in <see cref="TreeGraph"/>.</summary>
    public Iri ElementPredicate => field ??= new Iri(TreeGraph.Elements + Uri.EscapeDataString(Name));

    /// <summary>The predicate to an attribute of this name in <see cref="TreeGraph"/>.</summary>
    public Iri AttributePredicate => field ??= new Iri(TreeGraph.Attributes + Uri.EscapeDataString(Name.TrimStart('@')));

    /// <summary>Whether its value is never read.</summary>
    public bool IsDenied { get; }

    /// <summary>What the mapping does with it.</summary>
    public FieldUse Use { get; }

    /// <summary>The number of the record that was seen last to have a value for it: a field is named once a record, without a set for each.</summary>
    public long LastSeen { get; set; }

    /// <summary>Whether a value in it makes the group around it confidential.</summary>
    public bool IsConfidentialMark { get; }

    /// <summary>The field with this name below this one.</summary>
    /// <exception cref="LiftException">The source has too many different fields.</exception>
    public Field Child(ReadOnlySpan<byte> utf8Name)
    {
        foreach (var child in _children)
        {
            if (utf8Name.SequenceEqual(child.Utf8Name))
                return child;
        }

        return Add(Encoding.UTF8.GetString(utf8Name));
    }

    /// <summary>The field with this name below this one.</summary>
    /// <exception cref="LiftException">The source has too many different fields.</exception>
    public Field Child(string name)
    {
        foreach (var child in _children)
        {
            if (string.Equals(child.Name, name, StringComparison.Ordinal))
                return child;
        }

        return Add(name);
    }

    private Field Add(string name)
    {
        var child = _tree.Make(this, name);
        _children.Add(child);
        return child;
    }
}
