using Ocw.Nde.Mapping.Model;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Gives nodes the classes that SCHEMA-AP-NDE asks for where they are used.</summary>
internal static class NodeTypes
{
    /// <summary>Adds the classes.</summary>
    public static void Add(ModelProperty property, Draft node)
    {
        switch (property.Kind)
        {
            case ValueKind.Agent:
                // Co-typed as a term only when it refers to one; untyped when it is not known whether person or organization.
                if (node.Types.Any() && node.Has(Vocabulary.SameAs))
                    node.AddType(Vocabulary.DefinedTerm);
                break;
            case ValueKind.Term when IsEntity(node) && property.Predicate.Value.EndsWith("/about", StringComparison.Ordinal):
                // A person, organization or work that is the subject may stand as itself.
                break;
            default:
                foreach (var type in property.Types)
                    node.AddType(type);
                break;
        }
    }

    private static bool IsEntity(Draft node) => node.IsA(Vocabulary.Person) || node.IsA(Vocabulary.Organization) || node.IsA(Vocabulary.CreativeWork);
}
