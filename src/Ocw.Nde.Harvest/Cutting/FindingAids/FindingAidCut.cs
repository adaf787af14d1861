namespace Ocw.Nde.Harvest;

/// <summary>How a finding aid in EAD (2002 or EAD3) becomes records.</summary>
public enum FindingAidCut
{
    /// <summary>One record for the finding aid and one for each component (<c>c</c>, <c>c01</c>–<c>c12</c>), with what holds for it from the levels above.</summary>
    Components,

    /// <summary>One record for the finding aid as it is.</summary>
    Whole,
}
