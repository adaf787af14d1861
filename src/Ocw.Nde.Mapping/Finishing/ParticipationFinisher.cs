using Ocw.Nde.Mapping.Model;

namespace Ocw.Nde.Mapping.Finishing;

/// <summary>Keeps of the parts that persons have in a record those of persons who are named.</summary>
internal static class ParticipationFinisher
{
    /// <summary>Leaves out parts without a person.</summary>
    public static void Finish(Draft work)
    {
        if (work.Has(Vocabulary.Participation))
            work.Rewrite(s => s.Predicate != Vocabulary.Participation || s.Node?.Nodes(Vocabulary.Agent).Any() == true ? [s] : []);
    }
}
